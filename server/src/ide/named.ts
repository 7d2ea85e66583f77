/**
 * The names of a config that stand for something that is declared somewhere: macros, members of structs, tags, and what
 * stands for itself, as the configuration object and types. Which one is under the cursor, and where else in a file it
 * is meant.
 */
import { tokensOf } from '../c/lexer.ts'
import { spellingOf } from '../c/origin.ts'
import type { Token } from '../c/token.ts'
import type { Translation } from '../c/translate.ts'
import { findMember } from '../c/types.ts'
import type { SourceFile } from '../text/source-file.ts'
import type { Span } from '../text/span.ts'
import { type Analysed, locatedAt } from './analysed.ts'
import { subjectAt, type Subject } from './cursor.ts'
import { isOrdinaryName, memberNamedAt, type NameUse, useOfName } from './expression-names.ts'
import { nestingOf } from './nesting.ts'
import { placeOfExpression } from './references.ts'
import { endOf } from './trail.ts'

export interface Named {
  readonly kind: 'macro' | NameUse
  readonly name: string
  /** Where it is defined or declared; a macro may be so several times. */
  readonly declared: readonly Token[]
}

export interface Occurrence {
  readonly span: Span
  readonly role: 'declaration' | 'write' | 'read'
}

/** The name that the cursor touches, and where it stands there; undefined for anything that is no such name. */
export function namedAt(
  analysed: Analysed,
  offset: number,
): { readonly named: Named; readonly span: Span } | undefined {
  const { file } = analysed
  const touched = tokensOf(file).find(
    ({ kind, start, end }) => kind === 'identifier' && start <= offset && offset <= end,
  )
  const subject = touched && subjectAt(analysed, file, touched.start)
  const named =
    touched &&
    ((subject && namedBy(subject, touched.text, analysed.translation)) ?? namedInText(touched, analysed))
  return touched && named && { named, span: spellingOf(touched) }
}

function namedBy(subject: Subject, name: string, { preprocessed }: Translation): Named | undefined {
  if (subject.kind === 'macro') {
    const all = preprocessed.definitions
      .filter((macro) => macro.name === name)
      .map(({ nameToken }) => nameToken)
    return { kind: 'macro', name, declared: all.length === 0 ? [subject.macro.nameToken] : all }
  }
  const trail =
    subject.kind === 'part' ? subject.trail : subject.kind === 'spot' ? subject.spot.trail : undefined
  const member = trail && endOf(trail).member
  const isName = subject.kind === 'part' || (subject.kind === 'spot' && subject.spot.kind === 'designator')
  return member?.name === name && isName ? { kind: 'member', name, declared: [member.at] } : undefined
}

/** What the syntax tree has no place for: tags, names that stand for themselves, members in any expression. */
function namedInText({ file, start, text: name }: Token, { translation }: Analysed): Named | undefined {
  const { tokens } = translation.preprocessed
  for (const [at, token] of tokens.entries()) {
    if (token.start !== start || token.file !== file || token.text !== name) continue
    const meant = meaningAt(at, translation)
    if (meant) return { ...meant, name }
  }
  return undefined
}

/** What a token of the expanded text stands for outside of initialisers. */
function meaningAt(at: number, translation: Translation): Omit<Named, 'name'> | undefined {
  const { preprocessed, scope } = translation
  const name = preprocessed.tokens[at]?.text ?? ''
  const previous = preprocessed.tokens[at - 1]
  if (useOfName(previous) === 'tag') {
    const tagged = scope.records.get(`${previous?.text} ${name}`)?.at
    return tagged && { kind: 'tag', declared: [tagged] }
  }
  const member = memberNamedAt(at, translation)
  if (member) return { kind: 'member', declared: [member.at] }
  const meaning = isOrdinaryName(at, translation) ? scope.names.get(name) : undefined
  return meaning && { kind: 'ordinary', declared: [meaning.at] }
}

/** Whether it is the same name, declared at the same place: each analysis has tokens of its own. */
export function isSameName(a: Named, b: Named): boolean {
  return (
    a.kind === b.kind &&
    a.name === b.name &&
    a.declared.some((one) => b.declared.some((other) => isAt(one, other)))
  )
}

/** Where a file that the analysis has read means what the name stands for, in the order of the text. */
export function occurrencesOf(
  named: Named,
  analysed: Analysed,
  file: SourceFile = analysed.file,
): readonly Occurrence[] {
  const spelled = tokensOf(file).filter(({ kind, text }) => kind === 'identifier' && text === named.name)
  if (spelled.length === 0) return []
  const roleOf =
    named.kind === 'macro' ? macroRoles(named, analysed, file) : declaredRoles(named, analysed, file)
  return spelled.flatMap((token) => {
    const role = roleOf(token)
    return role ? [{ span: spellingOf(token), role }] : []
  })
}

type RoleOf = (token: Token) => Occurrence['role'] | undefined

/**
 * In the text a macro is meant where it was expanded; in directives, and in what the preprocessor has skipped, wherever
 * its name stands, since nothing else is looked up there.
 */
function macroRoles({ name }: Named, { translation }: Analysed, file: SourceFile): RoleOf {
  const { calls, definitions, inactive } = translation.preprocessed
  if (!definitions.some((macro) => macro.name === name)) return () => undefined
  const called = new Set(
    calls
      .filter((call) => call.name.file === file && call.macro.name === name)
      .map((call) => call.name.start),
  )
  const directives = new Map(
    nestingOf(file).directives.flatMap((line) => line.map((token) => [token, line] as const)),
  )
  return (token) => {
    const line = directives.get(token)
    if (line) return roleInDirective(token, line)
    const isSkipped = inactive.some(
      (skipped) => skipped.file === file && skipped.start <= token.start && token.end <= skipped.end,
    )
    return called.has(token.start) || isSkipped ? 'read' : undefined
  }
}

function roleInDirective(token: Token, line: readonly Token[]): Occurrence['role'] | undefined {
  const [, directive, first, ...rest] = line
  const name = directive?.text ?? ''
  // The names of files are no names of macros.
  if (name === 'include') return line.length === 3 ? 'read' : undefined
  if (name !== 'define') return /^(if|ifn?def|elif|elifn?def|undef)$/.test(name) ? 'read' : undefined
  if (token === first) return 'declaration'
  const [open] = rest
  const close = rest.findIndex(({ text }) => text === ')')
  const parameters = open?.text === '(' && !open.spaceBefore ? rest.slice(1, close) : []
  return parameters.some(({ text }) => text === token.text) ? undefined : 'read'
}

/**
 * In the text a name is meant where it leads to the declaration. What has not been read, as skipped text and macros that
 * nobody calls, is told by what stands in front of the name, where that can mean nothing else.
 */
function declaredRoles(named: Named, analysed: Analysed, file: SourceFile): RoleOf {
  const { declared, name, kind } = named
  const { tokens } = analysed.translation.preprocessed
  const seen = new Map<number, number[]>()
  for (const [at, token] of tokens.entries())
    if (token.file === file && token.text === name)
      seen.set(token.start, [...(seen.get(token.start) ?? []), at])
  const isDeclared = (at: Token): boolean => declared.some((one) => isAt(one, at))
  const isUnread = unreadIn(file, analysed)
  const isSure = isInScope(named, analysed)
  return (token) => {
    if (isDeclared(token)) return 'declaration'
    for (const at of (seen.get(token.start) ?? []).slice(0, mostUses)) {
      const found = roleAt(at, named, analysed)
      if (found?.declared.some(isDeclared)) return found.role
    }
    const use = isSure ? isUnread(token) : undefined
    return use === kind ? 'read' : undefined
  }
}

/** The text of a macro can be used any number of times; it means the same member in the first few of them. */
const mostUses = 8

function roleAt(
  at: number,
  { kind }: Named,
  analysed: Analysed,
): { readonly declared: readonly Token[]; readonly role: 'write' | 'read' } | undefined {
  const token = analysed.translation.preprocessed.tokens[at]
  const spot = kind === 'member' && token ? locatedAt(token, analysed) : undefined
  const isDesignator = spot?.kind === 'designator'
  const trail = isDesignator
    ? spot.trail
    : spot && token && placeOfExpression(spot, token, analysed.translation, analysed.configurations)
  const member = trail && endOf(trail).member
  if (member && member.name === token?.text)
    return { declared: [member.at], role: isDesignator ? 'write' : 'read' }
  const meant = isDesignator ? undefined : meaningAt(at, analysed.translation)
  return meant?.kind === kind ? { declared: meant.declared, role: 'read' } : undefined
}

/** How a name is used in text that the parser has not seen: what was skipped, and the bodies of macros not called. */
function unreadIn(file: SourceFile, { translation }: Analysed): (token: Token) => NameUse | undefined {
  const { preprocessed } = translation
  const tokens = tokensOf(file)
  const read = new Set(preprocessed.tokens.filter((token) => token.file === file).map(({ start }) => start))
  const bodies = new Set(
    nestingOf(file).directives.flatMap((line) =>
      line.filter((token) => line[1]?.text === 'define' && roleInDirective(token, line) === 'read'),
    ),
  )
  return (token) => {
    const isSkipped = preprocessed.inactive.some(
      (skipped) => skipped.file === file && skipped.start <= token.start && token.end <= skipped.end,
    )
    if (read.has(token.start) || !(isSkipped || bodies.has(token))) return undefined
    return useOfName(tokens[tokens.indexOf(token) - 1])
  }
}

/**
 * Whether the analysis knows the name, and no other one that is used alike: a member is told from those of other structs
 * by nothing but its name.
 */
function isInScope({ kind, name, declared }: Named, { translation }: Analysed): boolean {
  const { scope, objects } = translation
  const isDeclared = (at: Token | undefined): boolean =>
    at !== undefined && declared.some((one) => isAt(one, at))
  if (kind === 'ordinary') return isDeclared(scope.names.get(name)?.at)
  if (kind === 'tag') return isDeclared(scope.records.get(`struct ${name}`)?.at)
  const records = [...scope.records.values(), ...objects.map(({ type }) => type)]
  const members = records.flatMap((type) =>
    type.kind === 'record' ? (findMember(type, name)?.at(-1) ?? []) : [],
  )
  return 0 < members.length && members.every(({ at }) => isDeclared(at))
}

function isAt(a: Token, b: Token): boolean {
  return a.start === b.start && a.text === b.text && a.file.path === b.file.path
}
