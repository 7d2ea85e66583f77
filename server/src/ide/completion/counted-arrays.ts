/** Which array of an object a count is about, and how the count is written so that it is always right. */
import { allArrays } from '../../config/array-order.ts'
import { wrapperMembers } from '../../config/wrapper-members.ts'
import type { Analysed } from '../analysed.ts'
import { lastName, lastTag, type Way } from './way.ts'

export interface CountedMember {
  /** `config.mem_regions` */
  readonly operand: string
  /** `ARRAY_SIZE(config.mem_regions)`, or `sizeof(config.cpus)` for what is counted in bytes. */
  readonly count: string
}

/** Undefined where the way leads to no count, or the object has no array that it could count. */
export function countedMember(way: Way, { translation }: Analysed): CountedMember | undefined {
  const field = lastName(way)
  const meaning = translation.scope.names.get(way.object)
  if (lastTag(way) !== 'jailhouse_cell_desc' || meaning?.kind !== 'object' || meaning.type.kind !== 'record')
    return undefined
  const arrays = allArrays(translation)
  const counted = arrays.find(({ countField }) => countField === field)
  const member = wrapperMembers(meaning.type, arrays).find(
    ({ kind }) => kind !== undefined && kind === counted?.kind,
  )
  if (!counted || !member) return undefined
  const operand = `${way.object}.${member.name}`
  const hasMacro = translation.preprocessed.macros.has('ARRAY_SIZE')
  if (counted.unit === 'bytes') return { operand, count: `sizeof(${operand})` }
  return {
    operand,
    count: hasMacro ? `ARRAY_SIZE(${operand})` : `sizeof(${operand}) / sizeof(${operand}[0])`,
  }
}
