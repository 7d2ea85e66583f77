/**
 * Every field of a configuration that is made of flags, and which of its bits the headers in use have a name for. What
 * a flag does is not known here.
 */
import { constantGroup } from '../abi/documentation.ts'
import type { ConstantGroup } from '../abi/model.ts'
import type { Translation } from '../c/translate.ts'
import { namesWrittenIn } from './flag-names.ts'
import type { Configuration } from './model.ts'
import { remembered } from './remembered.ts'
import { fieldOf, type Scalar, scalarOf, type View } from './view.ts'

export interface FlagWord {
  /** The struct that has the field `flags`. */
  readonly record: View
  readonly flags: View
  readonly value: Scalar
  readonly group: ConstantGroup
}

/** In the order of the headers and arrays; a field that the revision lacks is left out. */
export const flagWordsOf = remembered((configuration: Configuration): readonly FlagWord[] => {
  const { cell, memory, caches, pciCaps } = configuration
  const system = configuration.kind === 'system' ? configuration.system : undefined
  const elements = (array: { readonly items: readonly { readonly view: View }[] }, group: string) =>
    array.items.flatMap(({ view }) => flagWord(view, group))
  return [
    ...(system ? flagWord(system.view, 'system-flag') : []),
    ...(system ? consoleWord(fieldOf(system.view, 'debug_console')) : []),
    ...flagWord(cell.view, 'cell-flag'),
    ...consoleWord(fieldOf(cell.view, 'console')),
    ...elements(memory, 'memory-flag'),
    ...elements(caches, 'cache-flag'),
    ...elements(pciCaps, 'pci-capability-flag'),
  ]
})

/** In old revisions the flags of a console say its type, too. */
function consoleWord(console: View | undefined): readonly FlagWord[] {
  return console && fieldOf(console, 'type') ? flagWord(console, 'console-flag') : []
}

function flagWord(record: View, groupId: string): readonly FlagWord[] {
  const flags = fieldOf(record, 'flags')
  const group = constantGroup(groupId)
  return flags && group ? [{ record, flags, value: scalarOf(flags), group }] : []
}

/**
 * The bits that are set and that the headers have no name for: neither one that Warden documents, nor another one with
 * the same beginning, nor one that the author has used. None where the value is unknown, or the headers know none of
 * the documented names, as those of another time.
 */
export function unnamedBits({ value, flags, group }: FlagWord, configuration: Configuration): bigint {
  if (!value.known || (value.value & ~documentedBits(group, configuration)) === 0n) return 0n
  const named = bitsOfHeaders(group, configuration)
  if (named === undefined || (value.value & ~named) === 0n) return 0n
  const { translation, interface: known } = configuration
  const written = namesWrittenIn(flags.node, translation)
  return written.reduce((bits, name) => bits & ~(known.constant(name) ?? 0n), value.value & ~named)
}

function documentedBits({ constants }: ConstantGroup, { interface: known }: Configuration): bigint {
  return constants.reduce((bits, { name }) => bits | (known.constant(name) ?? 0n), 0n)
}

const knownBits = new WeakMap<Translation, Map<ConstantGroup, bigint | undefined>>()

function bitsOfHeaders(group: ConstantGroup, configuration: Configuration): bigint | undefined {
  const { translation } = configuration
  const before = knownBits.get(translation) ?? new Map<ConstantGroup, bigint | undefined>()
  knownBits.set(translation, before)
  if (!before.has(group)) before.set(group, bitsNamedLike(group, configuration))
  return before.get(group)
}

function bitsNamedLike(group: ConstantGroup, configuration: Configuration): bigint | undefined {
  const { translation, interface: known } = configuration
  const documented = group.constants.map(({ name }) => name)
  if (documented.every((name) => known.constant(name) === undefined)) return undefined
  const beginning = commonBeginning(group)
  const others = [...translation.preprocessed.macros.keys()].filter(
    (name) => name.startsWith(beginning) && isBit(known.constant(name)),
  )
  return [...documented, ...others].reduce((bits, name) => bits | (known.constant(name) ?? 0n), 0n)
}

/** Lengths and positions are called alike, and are no flags. */
function isBit(value: bigint | undefined): boolean {
  return value !== undefined && 0n < value && (value & (value - 1n)) === 0n
}

/** `JAILHOUSE_MEM_` of the flags of memory regions. */
const commonBeginning = remembered(({ constants }: ConstantGroup): string => {
  const [first = '', ...others] = constants.map(({ name }) => name)
  const words = first.split('_')
  const shared = words.findIndex(
    (_, index) => !others.every((name) => name.startsWith(words.slice(0, index + 1).join('_'))),
  )
  return `${words.slice(0, shared < 1 ? 2 : Math.max(2, shared)).join('_')}_`
})
