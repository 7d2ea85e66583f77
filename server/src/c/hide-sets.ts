/**
 * Hide sets: which macros may not be expanded in a token any more. Each call needs one, and most calls need one that
 * another call needed before, so they are kept with the set and the macro that they are made of.
 */
import type { HideSet, MacroDefinition } from './token.ts'

const nothing: HideSet = new Set()
const extended = new WeakMap<HideSet, WeakMap<MacroDefinition, HideSet>>()
const united = new WeakMap<HideSet, WeakMap<HideSet, HideSet>>()

/** The set with one more macro in it. */
export function withMacro(hidden: HideSet | undefined, macro: MacroDefinition): HideSet {
  const base = hidden ?? nothing
  return remembered(extended, base, macro, () => new Set([...base, macro.name]))
}

/** What is in one of the two sets, or in both. */
export function union(own: HideSet | undefined, added: HideSet): HideSet {
  if (own === undefined || own === added) return added
  return remembered(united, own, added, () => new Set([...own, ...added]))
}

/** What is in both sets. */
export function intersection(a: HideSet | undefined, b: HideSet | undefined): HideSet | undefined {
  if (a === undefined || b === undefined || a === b) return a === b ? a : undefined
  return new Set([...a].filter((name) => b.has(name)))
}

function remembered<Key extends WeakKey>(
  all: WeakMap<HideSet, WeakMap<Key, HideSet>>,
  base: HideSet,
  key: Key,
  make: () => HideSet,
): HideSet {
  let sets = all.get(base)
  if (!sets) all.set(base, (sets = new WeakMap()))
  let result = sets.get(key)
  if (!result) sets.set(key, (result = make()))
  return result
}
