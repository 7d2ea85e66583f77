/**
 * What the parts of the generator share while they write one config: its choices, the lines that come before the
 * object, the names that expressions may use.
 */
import type { Choices } from './choices.ts'
import type { Kind, RecordKind } from './random-kinds.ts'

export interface Draft {
  readonly choices: Choices
  /** Begins every name that the config makes, since many configs share a file. */
  readonly prefix: string
  /** Definitions of macros, types and constants, in front of the object. */
  readonly preamble: string[]
  /** Structs and unions with a tag, for `sizeof`, casts and members. */
  readonly records: RecordKind[]
  /** `enum tag` */
  readonly enumerations: string[]
  /** Names of enumeration constants. */
  readonly constants: string[]
  /** Macros without parameters, and with one or two, whose calls are expressions. */
  readonly values: string[]
  readonly functions: { readonly name: string; readonly parameters: number }[]
  /** Every name that has been made. */
  readonly names: { count: number }
  /** The object inside its own initialiser. */
  readonly self: { readonly name: string; readonly kind: Kind } | undefined
  /** The parameters of the macro that is being written; undefined outside of one. */
  readonly parameters: readonly string[] | undefined
}

export function newName(draft: Draft, hint: string): string {
  return `${draft.prefix}${hint}${draft.names.count++}`
}

/** `#define`, on one line or continued. */
export function define(draft: Draft, head: string, body: string): void {
  const lines = draft.choices.chance(20) ? body.replaceAll(', ', ', \\\n\t') : body
  draft.preamble.push(`#define ${head} ${lines}`)
}
