/**
 * Declaration specifiers: storage, qualifiers and the type itself, with the bodies of structs and unions.
 */
import { type Attributes, merged, noAttributes, parseAttributes } from './attributes.ts'
import { parseDeclarator } from './declarators.ts'
import { parseEnum } from './enumerations.ts'
import { evaluate } from './evaluate.ts'
import { parseExpression } from './expressions.ts'
import { type DeclaredMember, layOut } from './layout.ts'
import { limits } from './limits.ts'
import { originOf } from './origin.ts'
import { complainAboutSecond } from './redefinition.ts'
import type { Token } from './token.ts'
import {
  accept,
  complainHere,
  expect,
  isAt,
  nameOf,
  nested,
  peek,
  previous,
  skipTo,
  take,
  type TokenStream,
} from './token-stream.ts'
import { basicType, isTypeWord } from './type-words.ts'
import { type CType, depthOf, type RecordType, sizeOf, typeName, voidType } from './types.ts'

export interface Specifiers {
  readonly type: CType
  readonly isTypedef: boolean
  readonly isStatic: boolean
  readonly isConst: boolean
  readonly attributes: Attributes
}

const storageWords = new Set([
  'typedef',
  'extern',
  'static',
  'inline',
  '__inline',
  '__inline__',
  'register',
  'const',
  'volatile',
  '__volatile__',
  '__const',
  '_Noreturn',
  '__extension__',
  '_Thread_local',
  'restrict',
])

/** Whether a declaration or a type name can begin here. */
export function beginsType(stream: TokenStream): boolean {
  const token = peek(stream)
  if (token.kind !== 'identifier') return false
  if (storageWords.has(token.text) || isTypeWord(token.text) || recordWords.has(token.text)) return true
  return token.text === '__attribute__' || stream.scope.names.get(token.text)?.kind === 'type'
}

const recordWords = new Set(['struct', 'union', 'enum'])

/** (storage | qualifier | attribute | type)+; undefined, with nothing taken, where none begins. */
export function parseSpecifiers(stream: TokenStream): Specifiers | undefined {
  if (!beginsType(stream)) return undefined
  const storage = new Set<string>()
  const words: string[] = []
  let type: CType | undefined
  let attributes = noAttributes
  for (;;) {
    const token = peek(stream)
    if (token.text === '__attribute__') attributes = merged(attributes, parseAttributes(stream))
    else if (storageWords.has(token.text)) storage.add(take(stream).text)
    else if (isTypeWord(token.text)) words.push(take(stream).text)
    else if (type || 0 < words.length || token.kind !== 'identifier') break
    else if (recordWords.has(token.text))
      type = token.text === 'enum' ? parseEnum(stream) : parseRecord(stream)
    else {
      const meaning = stream.scope.names.get(token.text)
      if (meaning?.kind !== 'type') break
      take(stream)
      type = meaning.type
    }
  }
  return {
    type: type ?? basicType(words, stream.scope.model),
    isTypedef: storage.has('typedef'),
    isStatic: storage.has('static'),
    isConst: storage.has('const') || storage.has('__const'),
    attributes,
  }
}

/** specifiers abstract-declarator, as in casts and sizeof */
export function parseTypeName(stream: TokenStream): CType | undefined {
  const specifiers = parseSpecifiers(stream)
  return specifiers && parseDeclarator(stream, specifiers.type).type
}

/** (`struct` | `union`) attributes tag? (`{` member* `}` attributes)? */
function parseRecord(stream: TokenStream): CType {
  const keyword = take(stream)
  const union = keyword.text === 'union'
  const before = parseAttributes(stream)
  const tag = peek(stream).kind === 'identifier' ? take(stream) : undefined
  const key = tag && `${keyword.text} ${tag.text}`
  const at = tag ?? keyword
  if (!isAt(stream, '{')) {
    const known = key === undefined ? undefined : stream.scope.records.get(key)
    if (known) return known
    if (!tag) complainHere(stream, 'c-syntax', `expected a name or \`{\` behind \`${keyword.text}\``)
    return { kind: 'record', union, tag: tag?.text, packed: before.packed, body: undefined, at }
  }
  const open = take(stream)
  const declared = nested(stream, parseMembers, () => [])
  const close = expect(stream, '}', 'to close the members') ?? previous(stream)
  const { packed, aligned } = merged(before, parseAttributes(stream))
  complainAboutTwice(namedParts(declared), stream)
  const earlier = key === undefined ? undefined : stream.scope.records.get(key)
  if (earlier?.body) complainAboutSecond(`\`${typeName(earlier)}\``, at, earlier.at, stream.complain)
  const body = layOut(declared, { union, packed, aligned }, open, close)
  const record: RecordType = { kind: 'record', union, tag: tag?.text, packed, body, at }
  if (limits.typeDepth < depthOf(record)) {
    const message = `types nested more than ${limits.typeDepth} deep are not followed`
    stream.complain({ code: 'c-limit', severity: 'error', message, at: originOf(at) })
    return { ...record, body: undefined }
  }
  if (key !== undefined) stream.scope.records.set(key, record)
  return record
}

function parseMembers(stream: TokenStream): readonly DeclaredMember[] {
  const members: DeclaredMember[] = []
  while (!isAt(stream, '}') && peek(stream).kind !== 'end') {
    if (accept(stream, ';')) continue
    const before = stream.at
    const specifiers = parseSpecifiers(stream)
    if (specifiers) for (const member of parseMemberDeclarators(stream, specifiers)) members.push(member)
    else {
      complainHere(stream, 'c-type', `${nameOf(peek(stream))} is not the name of a type`)
      members.push(...membersOfUnknownType(stream))
    }
    if (accept(stream, ';')) continue
    if (specifiers)
      complainHere(stream, 'c-syntax', `expected \`;\` behind the member, found ${nameOf(peek(stream))}`)
    if (specifiers && beginsType(stream)) continue
    skipTo(stream, [';'])
    accept(stream, ';')
    if (stream.at === before) take(stream)
  }
  return members
}

/** Members whose type is misspelt or missing exist all the same: an initialiser may name them. */
function membersOfUnknownType(stream: TokenStream): readonly DeclaredMember[] {
  if (peek(stream).kind !== 'identifier' || peek(stream, 1).kind !== 'identifier') return []
  take(stream)
  return parseMemberDeclarators(stream, {
    type: voidType,
    isTypedef: false,
    isStatic: false,
    isConst: false,
    attributes: noAttributes,
  })
}

/** declarator (`:` width)? (`,` …)*, or nothing behind an anonymous record */
function parseMemberDeclarators(
  stream: TokenStream,
  { type, attributes }: Specifiers,
): readonly DeclaredMember[] {
  const keyword = previous(stream)
  const anonymous = { name: undefined, type, width: undefined, ...layoutAttributes(attributes), at: keyword }
  // Only a body makes an anonymous member; a tag or a typedef alone declares nothing.
  const isAnonymous = type.kind === 'record' && type.tag === undefined && keyword.kind === 'punctuator'
  if (isAt(stream, ';')) return isAnonymous ? [anonymous] : []
  const members: DeclaredMember[] = []
  do {
    const declarator = parseDeclarator(stream, type)
    const width = accept(stream, ':') ? parseWidth(stream, declarator.type) : undefined
    const own = merged(merged(attributes, declarator.attributes), parseAttributes(stream))
    const at = declarator.name ?? previous(stream)
    complainAboutIncomplete(declarator.type, at, stream)
    members.push({ name: declarator.name?.text, type: declarator.type, width, ...layoutAttributes(own), at })
  } while (accept(stream, ','))
  return members
}

/** The names that designators may use, with the places of their declarations; those of anonymous members too. */
function namedParts(members: readonly NamedPart[]): readonly NamedPart[] {
  return members.flatMap((member) => {
    if (member.name !== undefined) return [member]
    return member.type.kind === 'record' ? namedParts(member.type.body?.members ?? []) : []
  })
}

type NamedPart = Pick<DeclaredMember, 'name' | 'type' | 'at'>

function complainAboutTwice(parts: readonly NamedPart[], stream: TokenStream): void {
  const known = new Map<string, Token>()
  for (const { name = '', at } of parts) {
    const earlier = known.get(name)
    if (earlier) complainAboutSecond(`the member \`${name}\``, at, earlier, stream.complain)
    known.set(name, at)
  }
}

function layoutAttributes({ packed, aligned }: Attributes): Pick<DeclaredMember, 'packed' | 'aligned'> {
  return { packed, aligned }
}

function complainAboutIncomplete(type: CType, at: Token, stream: TokenStream): void {
  const element = type.kind === 'array' ? type.element : type
  if (element.kind !== 'record' || sizeOf(element) !== undefined) return
  const message = `\`${typeName(element)}\` is not defined`
  const help = 'is the header included that defines it, and in a version that has it?'
  stream.complain({ code: 'c-type', severity: 'error', message, help, at: originOf(at) })
}

/** Undefined, with a complaint, where the type has no such part; the member is then as wide as its type. */
function parseWidth(stream: TokenStream, type: CType): number | undefined {
  const expression = parseExpression(stream)
  const width = evaluate(expression, stream.scope, stream.complain)
  if (!width.known) return undefined
  const most = type.kind !== 'integer' ? 0 : type.rank === 0 ? 1 : type.size * 8
  if (0n <= width.value && width.value <= BigInt(most) && 0 < most) return Number(width.value)
  const message = `a bit-field of type \`${typeName(type)}\` cannot have ${width.value} bits`
  stream.complain({ code: 'c-type', severity: 'error', message, at: expression })
  return undefined
}
