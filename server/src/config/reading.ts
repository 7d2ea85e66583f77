/**
 * The arrays of a configuration as their readers go through them: one behind another in a fixed order, each as long
 * as its count says, whatever the author declared (upstream `include/jailhouse/cell-config.h`; catalogue A.0). Where
 * the two views differ is for rules to judge.
 */
import { sizeOf } from '../c/types.ts'
import type { ArrayKind } from './arrays.ts'
import type { ConfigArray, Configuration, Element, WrapperMember } from './model.ts'
import { fieldOf, type Place, type View } from './view.ts'

/** An array that the wrapper struct declares with a length that is known. */
export interface DeclaredArray extends ConfigArray<Element> {
  readonly member: WrapperMember
}

/** The declared arrays in the order in which they are read. Those of unknown length are left out. */
export function declaredArrays(configuration: Configuration): readonly DeclaredArray[] {
  return configuration.interface.arrayOrder.flatMap((kind) => {
    const array: ConfigArray<Element> = configuration[kind]
    const { member } = array
    return member?.declaredLength === undefined ? [] : [{ ...array, member }]
  })
}

/**
 * Whether anything is read of what the author declared, since it is counted as well; undefined when the length or the
 * count is not known.
 */
export function isRead({ member, count }: ConfigArray<Element>): boolean | undefined {
  if (!member || member.declaredLength === 0 || (count.known && count.value === 0n)) return false
  return member.declaredLength === undefined || !count.known ? undefined : true
}

/** The arrays that are read after those of `kind`, declared or not. */
export function arraysBehind(configuration: Configuration, kind: ArrayKind): readonly ConfigArray<Element>[] {
  const { arrayOrder } = configuration.interface
  return arrayOrder.slice(arrayOrder.indexOf(kind) + 1).map((behind) => configuration[behind])
}

/** Bytes of one element of a declared array; undefined for a struct that is not defined. */
export function elementSize(configuration: Configuration, { member }: DeclaredArray): number | undefined {
  const type = fieldOf(configuration.view, member.name)?.type
  return type?.kind === 'array' ? sizeOf(type.element) : undefined
}

/** The initialisers of those arrays that have one of their own. */
export function initialisersOf(arrays: readonly ConfigArray<Element>[]): readonly Place[] {
  return arrays.filter(({ writtenLength }) => 0 < writtenLength).map(({ place }) => place)
}

/** The struct that the file begins with: of a root configuration the system's, otherwise the cell's. */
export function headerOf(configuration: Configuration): View {
  return configuration.kind === 'system' ? configuration.system.view : configuration.cell.view
}

/** Bytes of the whole configuration as it is declared; undefined for a struct that is not defined. */
export function declaredBytes({ view }: Configuration): number | undefined {
  return sizeOf(view.type)
}
