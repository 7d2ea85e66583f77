/**
 * All that can be asked of a translation, as one text: two translations with the same picture cannot be told apart by
 * anybody behind the front end, the editor included.
 */
import { imageOf } from '../../server/src/c/image.ts'
import type { Initialised } from '../../server/src/c/initialised.ts'
import { callChain, type Origin } from '../../server/src/c/origin.ts'
import type { Scope } from '../../server/src/c/scope.ts'
import type { MacroDefinition, Token } from '../../server/src/c/token.ts'
import type { Translation } from '../../server/src/c/translate.ts'
import { type CType, sizeOf, typeName } from '../../server/src/c/types.ts'

export function pictureOf(translation: Translation): string {
  const { preprocessed, objects, bodies, complaints, scope } = translation
  const parts: readonly (readonly [string, readonly string[]])[] = [
    ['complaints', complaints.map((complaint) => `${plain(complaint)} at ${run(complaint.at)}`)],
    ['related', complaints.flatMap(({ related = [] }) => related.map(({ at }) => run(at)))],
    ['tokens', preprocessed.tokens.map(tokenPicture)],
    ['macros', [...preprocessed.macros.values()].map(macroPicture)],
    ['definitions', preprocessed.definitions.map(macroPicture)],
    ['calls', preprocessed.calls.map(({ name, last }) => `${tokenPicture(name)} … ${tokenPicture(last)}`)],
    [
      'includes',
      preprocessed.includes.map(({ directive, name, target }) => `${run(directive)} ${name} ${target?.path}`),
    ],
    ['files', preprocessed.files.map(({ path }) => path)],
    ['inactive', preprocessed.inactive.map(({ file, start, end }) => `${file.path} ${start}-${end}`)],
    ['scope', scopePicture(scope)],
    ['bodies', [...bodies].map(([name, tokens]) => `${name} ${tokens.map(tokenPicture).join(' ')}`)],
    [
      'objects',
      objects.map(({ name, type, value, section, isStatic, first, last }) => {
        const image = imageOf(type, value)
        const bytes = image instanceof Uint8Array ? image.join() : image.reason
        const facts = [tokenPicture(name), typePicture(type), section, isStatic, run({ first, last }), bytes]
        return `${facts.join(' ')} ${valuePicture(value)}`
      }),
    ],
  ]
  return parts.map(([title, lines]) => [title, ...lines].join('\n')).join('\n\n')
}

/** Without the places, which would drag half of the translation along. */
function plain({ code, severity, message, help, related }: Translation['complaints'][number]): string {
  return JSON.stringify([code, severity, message, help, related?.map((other) => other.message)])
}

function tokenPicture(token: Token): string {
  const { kind, text, file, start, end, spaceBefore, lineStart, hidden } = token
  const flags = `${spaceBefore ? ' ' : ''}${lineStart ? '^' : ''}`
  const chain = callChain(token).map(({ macro, name, last }) => `${macro.name} ${name.start}-${last.end}`)
  return `${kind} ${text} ${file.path} ${start}-${end}${flags} ${chain.join()} ${[...(hidden ?? [])].join()}`
}

function run({ first, last }: Origin): string {
  return `${tokenPicture(first)} … ${tokenPicture(last)}`
}

function macroPicture({ name, nameToken, parameters, variadic, body, computed }: MacroDefinition): string {
  return [
    name,
    tokenPicture(nameToken),
    parameters?.join(),
    variadic,
    computed,
    ...body.map(tokenPicture),
  ].join(' ')
}

function scopePicture({ names, records, enums }: Scope): readonly string[] {
  return [
    ...[...names].map(([name, meaning]) => {
      const type = 'type' in meaning ? typePicture(meaning.type) : ''
      return `${name} ${meaning.kind} ${tokenPicture(meaning.at)} ${type} ${'value' in meaning ? meaning.value : ''}`
    }),
    ...[...records].map(([tag, type]) => `${tag} ${typePicture(type)}`),
    ...[...enums].map(([tag, type]) => `${tag} ${typePicture(type)}`),
  ]
}

function typePicture(type: CType): string {
  const members = type.kind === 'record' ? (type.body?.members ?? []) : []
  const inside = members.map(({ name, offset, bits, at, type: inner }) =>
    [name, offset, bits?.shift, bits?.width, tokenPicture(at), typePicture(inner)].join(' '),
  )
  return `${typeName(type)} ${sizeOf(type)} {${inside.join()}}`
}

function valuePicture(node: Initialised): string {
  const place = `${run(node.origin)} ${node.designator ? run(node.designator) : ''}`
  if (node.kind === 'string') return `"${node.bytes.join()}" ${place}`
  if (node.kind === 'scalar') return `${node.value.known ? node.value.value : node.value.reason} ${place}`
  return `[${[...node.children].map(([index, child]) => `${index}: ${valuePicture(child)}`).join()}] ${place}`
}
