/**
 * Which members of unions a configuration uses. Bytes do not say it, other fields do: the architecture, and the type
 * of an IOMMU (catalogue A.1, A.10).
 */
import type { Translation } from '../c/translate.ts'
import type { RecordType } from '../c/types.ts'
import { fieldAt, type ImageBytes } from './image-bytes.ts'
import type { ImageLayout } from './image-layout.ts'
import { definedRecord } from './image-wrapper.ts'
import { interfaceOf } from './interface.ts'

/** Whether a configuration uses a member of a union at an offset; false where nothing speaks for it. */
export function usedUnionMembers(
  bytes: ImageBytes,
  { parts }: ImageLayout,
  headers: Translation,
): (member: string, union: RecordType, at: number) => boolean {
  const { constant } = interfaceOf(headers)
  const header = parts.find(({ kind }) => kind === 'header')
  const architecture = header?.kind === 'header' ? fieldAt(header.type, 'architecture', 0, bytes) : undefined
  const isFor = (...names: readonly string[]): boolean =>
    architecture !== undefined && names.some((name) => constant(name) === architecture)
  const unit = definedRecord('jailhouse_iommu', headers)
  const pvu = constant('JAILHOUSE_IOMMU_PVU')
  return (member, union, at) => {
    switch (member) {
      case 'x86':
        return isFor('JAILHOUSE_X86')
      case 'arm':
        return isFor('JAILHOUSE_ARM', 'JAILHOUSE_ARM64')
      case 'tipvu': {
        const offset = unit?.body?.members.find(({ type }) => type === union)?.offset
        if (!unit || offset === undefined) return false
        const type = fieldAt(unit, 'type', at - offset, bytes)
        return type !== undefined && type === pvu
      }
      default:
        return false
    }
  }
}
