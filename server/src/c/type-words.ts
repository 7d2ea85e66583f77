/**
 * The basic types and the many orders in which C lets one write their names.
 */
import {
  boolType,
  type CType,
  charType,
  type DataModel,
  intType,
  longLongType,
  longType,
  type OpaqueType,
  shortType,
  signedCharType,
  unsignedCharType,
  unsignedIntType,
  unsignedLongLongType,
  unsignedLongType,
  unsignedShortType,
  voidType,
} from './types.ts'

const words = new Set([
  'void',
  'char',
  'short',
  'int',
  'long',
  'float',
  'double',
  'signed',
  '__signed__',
  'unsigned',
  '_Bool',
  '__int128',
])

export function isTypeWord(word: string): boolean {
  return words.has(word)
}

/** The type that a list of type words names; `int` for an empty list, as in old C. */
export function basicType(list: readonly string[], model: DataModel): CType {
  const has = (word: string): boolean => list.includes(word)
  const unsigned = has('unsigned')
  if (has('void')) return voidType
  if (has('_Bool')) return boolType
  if (has('float')) return opaque('float', 4)
  if (has('double')) return opaque('double', 8)
  if (has('__int128')) return opaque('__int128', 16)
  if (has('char')) return unsigned ? unsignedCharType : has('signed') ? signedCharType : charType
  if (has('short')) return unsigned ? unsignedShortType : shortType
  const longs = list.filter((word) => word === 'long').length
  if (1 < longs) return unsigned ? unsignedLongLongType : longLongType
  if (longs === 1) return unsigned ? unsignedLongType(model) : longType(model)
  return unsigned ? unsignedIntType : intType
}

function opaque(name: string, size: number): OpaqueType {
  return { kind: 'opaque', name, size }
}
