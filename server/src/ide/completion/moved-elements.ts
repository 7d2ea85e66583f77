/**
 * What refers to the elements of an array by their numbers, and has to follow when elements are put in before them.
 */
import type { ArrayKind } from '../../config/arrays.ts'
import type { PciDevice } from '../../config/model.ts'
import type { Scalar } from '../../config/view.ts'
import type { TextEdit } from '../../text/edit.ts'
import { span } from '../../text/span.ts'
import type { Situation } from './situation.ts'

/** The edits of the references to the element at an index and to those behind it, as far as they are plain numbers. */
export function movedReferences(
  kind: ArrayKind,
  index: number,
  count: number,
  { cell, analysed }: Situation,
): readonly TextEdit[] {
  const devices = cell?.configuration.pciDevices.items ?? []
  return devices.flatMap((device) => {
    const reference = referenceTo(kind, device, cell?.configuration.interface.constant)
    if (!reference?.known || !reference.written || reference.value < BigInt(index)) return []
    const { first, last } = reference.place
    const isNumber = first === last && first.kind === 'number' && !first.expansion
    if (!isNumber || first.file !== analysed.file || !/^(0|[1-9]\d*)$/.test(first.text)) return []
    return { span: span(first.file, first.start, first.end), text: `${reference.value + BigInt(count)}` }
  })
}

/** The field of a device that says where in the array its elements begin; undefined if it has none there. */
function referenceTo(
  kind: ArrayKind,
  { type, shmemRegionsStart, capsStart, numCaps }: PciDevice,
  constant: ((name: string) => bigint | undefined) | undefined,
): Scalar | undefined {
  const isShared = type.known && type.value === constant?.('JAILHOUSE_PCI_TYPE_IVSHMEM')
  if (kind === 'memory') return isShared ? shmemRegionsStart : undefined
  if (kind === 'pciCaps') return numCaps.known && 0n < numCaps.value ? capsStart : undefined
  return undefined
}
