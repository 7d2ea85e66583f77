/**
 * Every field of a configuration that is made of flags, and which of its bits the headers in use have a name for. What
 * a flag does is not known here.
 */
import { constantGroup } from '../abi/documentation.ts'
import type { ConstantGroup } from '../abi/model.ts'
import { namesWrittenIn } from './flag-names.ts'
import { namedBits } from './known-constants.ts'
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
  const { translation, interface: known } = configuration
  const named = value.known ? namedBits(group, known) : undefined
  if (!value.known || named === undefined) return 0n
  const unnamed = value.value & ~named
  if (unnamed === 0n) return 0n
  const written = namesWrittenIn(flags.node, translation)
  return written.reduce((rest, name) => rest & ~(known.constant(name) ?? 0n), unnamed)
}
