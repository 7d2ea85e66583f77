/**
 * The Jailhouse interface that a configuration was compiled against: its constants, by name, from the user's own
 * headers. A constant that those headers lack does not exist, and rules that need it stay silent.
 */
import type { Translation } from '../c/translate.ts'
import { constantOfMacro } from '../c/macro-constants.ts'
import { allArrays, type CountedArray } from './array-order.ts'
import type { ArrayKind } from './arrays.ts'
import { remembered } from './remembered.ts'
import type { Scalar } from './view.ts'

export interface ConfigInterface {
  /** `JAILHOUSE_CONFIG_REVISION` of the headers in use. */
  readonly revision: bigint | undefined
  /** The arrays behind the header, as these headers have them one behind another. */
  readonly arrays: readonly CountedArray[]
  /** Those of them that Warden knows. */
  readonly arrayOrder: readonly ArrayKind[]
  /** The value of an object-like macro of the headers; undefined where there is none, or it is no number. */
  readonly constant: (name: string) => bigint | undefined
  /** The names of all macros that begin so, in the order of their definition. */
  readonly named: (beginning: string) => readonly string[]
}

export const interfaceOf = remembered((translation: Translation): ConfigInterface => {
  const known = new Map<string, bigint | undefined>()
  const constant = (name: string): bigint | undefined => {
    if (!known.has(name)) known.set(name, constantOfMacro(translation, name))
    return known.get(name)
  }
  const arrays = allArrays(translation)
  return {
    revision: constant('JAILHOUSE_CONFIG_REVISION'),
    arrays,
    arrayOrder: arrays.flatMap(({ kind }) => kind ?? []),
    constant,
    named: (beginning) =>
      [...translation.preprocessed.macros.keys()].filter((name) => name.startsWith(beginning)),
  }
})

/** Whether a flag word has all bits of a named flag; false where either is not known. */
export function hasFlag(flags: Scalar, name: string, { constant }: ConfigInterface): boolean {
  const bits = constant(name)
  return flags.known && bits !== undefined && bits !== 0n && (flags.value & bits) === bits
}

export type Architecture = 'x86' | 'arm' | 'arm64'

/** With the constants that stand for them in a header. */
export const architectures: readonly (readonly [Architecture, string])[] = [
  ['x86', 'JAILHOUSE_X86'],
  ['arm', 'JAILHOUSE_ARM'],
  ['arm64', 'JAILHOUSE_ARM64'],
]

/** The constant that stands for an architecture in a header. */
export function constantOfArchitecture(architecture: Architecture): string {
  return `JAILHOUSE_${architecture.toUpperCase()}`
}

/** The architecture that a path names, as Jailhouse sorts its configs: `configs/<architecture>/…`. */
export function architectureOfFolder(path: string): Architecture | undefined {
  const folder = /\/configs\/([^/]+)\//.exec(path)?.[1]
  return architectures.find(([architecture]) => architecture === folder)?.[0]
}

/** The architecture that a header field names; undefined when it is unknown or none of Jailhouse's. */
export function architectureOf(field: Scalar, { constant }: ConfigInterface): Architecture | undefined {
  if (!field.known) return undefined
  return architectures.find(([, name]) => constant(name) === field.value)?.[0]
}
