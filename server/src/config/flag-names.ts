/**
 * The names behind a number: which flags are set in it, or which constant it is. What a name is worth is asked of the
 * headers that the configuration was read with, so a name that they lack is never shown, and a bit that they number
 * differently is decoded as they say.
 */
import { constantGroup } from '../abi/documentation.ts'
import type { ConstantGroup, Field } from '../abi/model.ts'
import { callChain } from '../c/origin.ts'
import type { Initialised } from '../c/initialised.ts'
import type { Translation } from '../c/translate.ts'
import type { ConfigInterface } from './interface.ts'
import { knownConstants, type NamedValue } from './known-constants.ts'

export interface DecodedFlags {
  readonly named: readonly NamedValue[]
  /** The bits that no name was found for. */
  readonly rest: bigint
}

/** The groups of constants that a field takes its values from. */
export function groupsOf(field: Field | undefined): readonly ConstantGroup[] {
  return (field?.constants ?? []).flatMap((id) => constantGroup(id) ?? [])
}

/**
 * The flags that are set in a value. `written` are names of macros that its author used: they name the bits for which
 * the headers have no name that is like the others.
 */
export function decodeFlags(
  value: bigint,
  groups: readonly ConstantGroup[],
  known: ConfigInterface,
  written: readonly string[] = [],
): DecodedFlags {
  const named: NamedValue[] = []
  let rest = value
  const others = written.map((name) => ({ name, value: known.constant(name) ?? 0n, meaning: undefined }))
  for (const flag of [...groups.flatMap((group) => knownConstants(group, known)), ...others]) {
    // A name for several flags at once says nothing about the one among them that has no name yet.
    if (flag.value === 0n || (rest & flag.value) !== flag.value) continue
    named.push(flag)
    rest &= ~flag.value
  }
  return { named, rest }
}

/**
 * The constant that a value is, or the two from neighbouring groups that it is the sum of, as a protocol and its
 * device; nothing where no name fits.
 */
export function decodeChoice(
  value: bigint,
  groups: readonly ConstantGroup[],
  known: ConfigInterface,
): readonly NamedValue[] {
  const valued = groups.map((group) => knownConstants(group, known))
  for (const constants of valued) {
    const exact = constants.find((constant) => constant.value === value)
    if (exact) return [exact]
  }
  for (let at = valued.length - 1; 0 < at; at--) {
    const pair = sumOf(value, valued[at - 1] ?? [], valued[at] ?? [])
    if (pair) return pair
  }
  return []
}

/** Names of the macros that the initialiser of a number was written with, each once. */
export function namesWrittenIn(
  node: Initialised | undefined,
  { preprocessed }: Translation,
): readonly string[] {
  if (node?.kind !== 'scalar' || !node.expression) return []
  const { tokens } = preprocessed
  const first = tokens.indexOf(node.expression.first)
  const last = tokens.indexOf(node.expression.last)
  if (first < 0) return []
  const names = tokens
    .slice(first, last + 1)
    .flatMap((token) => callChain(token).map(({ macro }) => macro.name))
  return [...new Set(names)]
}

/** The numbers from this one on are everybody's own, so that nothing is added to it that has a name (catalogue A.8). */
const standsAlone = 'JAILHOUSE_SHMEM_PROTO_CUSTOM'

function sumOf(
  value: bigint,
  left: readonly NamedValue[],
  right: readonly NamedValue[],
): readonly NamedValue[] | undefined {
  for (const a of left.filter(({ name }) => name !== standsAlone))
    for (const b of right)
      if (a.value !== 0n && b.value !== 0n && (a.value & b.value) === 0n && a.value + b.value === value)
        return [a, b]
  return undefined
}
