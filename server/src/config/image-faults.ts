/**
 * What is wrong with an image as a file: too short, too long, with a note of the compiler in it, or of a layout that
 * nobody knows. What it means is for rules.
 */
import type { ImageFault } from './image.ts'
import { type ImageBytes, lengthOfBytes } from './image-bytes.ts'
import type { ImageLayout } from './image-layout.ts'
import { headerMemberName } from './image-wrapper.ts'
import { fieldOf, type Place, type View } from './view.ts'

/** The lines of the listing that are about the file. */
export interface FilePlaces {
  readonly foreign: Place
  readonly end: Place
}

export function faultsOfImage(
  bytes: ImageBytes,
  layout: ImageLayout,
  wrapper: View,
  places: FilePlaces,
): readonly ImageFault[] {
  return [...foreignBytes(bytes, places), ...lengthFaults(bytes, layout, wrapper, places)]
}

function foreignBytes({ start, lost }: ImageBytes, { foreign }: FilePlaces): readonly ImageFault[] {
  const size = start + lost
  return size === 0 ? [] : [{ kind: 'foreign', at: foreign, size, isOverHeader: 0 < lost }]
}

function lengthFaults(
  bytes: ImageBytes,
  layout: ImageLayout,
  wrapper: View,
  { end }: FilePlaces,
): readonly ImageFault[] {
  const header = fieldOf(wrapper, headerMemberName(layout.kind))
  if (layout.unknown) {
    const because = layout.unknown
    const field = header && fieldOf(header, because.why === 'signature' ? 'signature' : 'revision')
    const isAboutField = because.why === 'signature' || because.why === 'revision'
    return [{ kind: 'layout', at: (isAboutField ? field?.place : undefined) ?? wrapper.place, because }]
  }
  const rest = lengthOfBytes(bytes) - layout.size
  if (0 < rest) {
    const surplus = fieldOf(wrapper, 'surplus')
    const at = (surplus && fieldOf(surplus, 'bytes')?.place) ?? end
    return [{ kind: 'surplus', at, offset: bytes.start + layout.size, size: rest }]
  }
  if (rest === 0) return []
  const cell = header && layout.kind === 'system' ? fieldOf(header, 'root_cell') : header
  const counts = layout.cutCounts.flatMap((countField) => {
    const count = cell && fieldOf(cell, countField)
    return count ? [count.place] : []
  })
  return [
    { kind: 'truncated', at: counts[0] ?? end, end, size: bytes.file.length, array: layout.cut, counts },
  ]
}
