/**
 * Which constants of a group the headers in use have, by their numbers there: those that are documented, and those that
 * a vendor has added beside them. The latter are known by their beginning, as `JAILHOUSE_MEM_`. What they are for is
 * not known here.
 */
import { documentationOfConstant } from '../abi/documentation.ts'
import { constantGroups } from '../abi/interface.ts'
import type { ConstantGroup } from '../abi/model.ts'
import type { ConfigInterface } from './interface.ts'
import { remembered } from './remembered.ts'

export interface NamedValue {
  readonly name: string
  readonly value: bigint
  /** Undefined for a name that only the user's headers know. */
  readonly meaning: string | undefined
}

/** The documented ones in the order of their documentation, then those that nobody has documented. */
export function knownConstants(group: ConstantGroup, known: ConfigInterface): readonly NamedValue[] {
  return groupInUse(group, known).constants
}

/** All bits that have a name; undefined where the headers have none of the documented names, as those of another time. */
export function namedBits(group: ConstantGroup, known: ConfigInterface): bigint | undefined {
  return groupInUse(group, known).bits
}

interface GroupInUse {
  readonly constants: readonly NamedValue[]
  readonly bits: bigint | undefined
}

function groupInUse(group: ConstantGroup, known: ConfigInterface): GroupInUse {
  const groups = groupsInUse(known)
  const before = groups.get(group)
  if (before) return before
  const documented = documentedConstants(group, known)
  const constants = [...documented, ...foreignConstants(group, documented, known)]
  const bits = constants.reduce((all, { value }) => all | value, 0n)
  const found = { constants, bits: documented.length === 0 ? undefined : bits }
  groups.set(group, found)
  return found
}

const groupsInUse = remembered<ConfigInterface, Map<ConstantGroup, GroupInUse>>(() => new Map())

/** Those that the headers in use have and that are documented. */
function documentedConstants({ constants }: ConstantGroup, known: ConfigInterface): readonly NamedValue[] {
  return constants.flatMap(({ name, meaning }) => {
    const value = known.constant(name)
    return value === undefined ? [] : [{ name, value, meaning }]
  })
}

/** The group that a constant without documentation belongs to; undefined for a name that is like those of none. */
export function groupOfName(name: string): ConstantGroup | undefined {
  if (documentationOfConstant(name)) return undefined
  const fitting = constantGroups.filter(
    (group) => hasOthers(group) && name.startsWith(commonBeginning(group)),
  )
  return fitting.toSorted((a, b) => commonBeginning(b).length - commonBeginning(a).length)[0]
}

/**
 * Macros of the headers with the same beginning as the documented ones, and with a number that none of them has: lengths
 * and positions are called alike, and are no flags.
 */
function foreignConstants(
  group: ConstantGroup,
  documented: readonly NamedValue[],
  known: ConfigInterface,
): readonly NamedValue[] {
  if (!hasOthers(group)) return []
  const taken = new Set(documented.map(({ value }) => value))
  return known
    .named(commonBeginning(group))
    .filter((name) => groupOfName(name) === group)
    .flatMap((name) => {
      const value = known.constant(name)
      const isOther = value !== undefined && !taken.has(value) && (group.kind !== 'flags' || isBit(value))
      return isOther ? [{ name, value, meaning: undefined }] : []
    })
    .toSorted((a, b) => (a.value < b.value ? -1 : 1))
}

function hasOthers({ kind }: ConstantGroup): boolean {
  return kind === 'flags' || kind === 'enumeration'
}

function isBit(value: bigint): boolean {
  return 0n < value && (value & (value - 1n)) === 0n
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
