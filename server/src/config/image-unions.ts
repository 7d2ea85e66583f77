/**
 * Which members of unions a configuration uses. Bytes do not say it, other fields do: the architecture, and the type
 * of an IOMMU (catalogue A.1, A.10).
 */
import type { Translation } from '../c/translate.ts'
import type { RecordType } from '../c/types.ts'
import { fieldAt, type ImageBytes } from './image-bytes.ts'
import type { ImageLayout } from './image-layout.ts'
import { definedRecord } from './defined-types.ts'
import { type Architecture, architectures, interfaceOf } from './interface.ts'

/**
 * Whether a configuration uses a member of a union at an offset; false where nothing speaks for it.
 *
 * @param otherwise the architecture where the header does not name it
 */
export function usedUnionMembers(
  bytes: ImageBytes,
  { parts }: ImageLayout,
  headers: Translation,
  otherwise: Architecture | undefined,
): (member: string, union: RecordType, at: number) => boolean {
  const { constant } = interfaceOf(headers)
  const header = parts.find(({ kind }) => kind === 'header')
  const named = header?.kind === 'header' ? fieldAt(header.type, 'architecture', 0, bytes) : undefined
  const architecture = architectures.find(([, name]) => named !== undefined && constant(name) === named)
  const isFor = (...wanted: readonly Architecture[]): boolean =>
    wanted.some((one) => one === (named === undefined ? otherwise : architecture?.[0]))
  const unit = definedRecord('jailhouse_iommu', headers)
  const pvu = constant('JAILHOUSE_IOMMU_PVU')
  return (member, union, at) => {
    switch (member) {
      case 'x86':
        return isFor('x86')
      case 'arm':
        return isFor('arm', 'arm64')
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
