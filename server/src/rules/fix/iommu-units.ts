/**
 * Closing the gaps in the list of IOMMU units. PCI devices refer to their unit by its number, so that those of all cells
 * have to follow.
 */
import type { Board } from '../../board/board.ts'
import type { Initialised } from '../../c/initialised.ts'
import { writtenAt } from '../../c/origin.ts'
import { countedDevices } from '../../board/pci.ts'
import type { IommuUnit } from '../../config/model.ts'
import { hull, spanText } from '../../text/span.ts'
import { editableSpan } from './editable.ts'
import { settingField } from './fields.ts'
import { type Change, together } from './fix.ts'
import { hasConditions, wholeItem } from './lines.ts'

/** Only what is empty altogether goes: a unit that lacks its base alone is none that nobody wanted. */
export function closingGaps(board: Board): Change {
  const units = board.root.configuration.system.platform.iommuUnits
  const used = units.filter(({ base }) => !base.known || base.value !== 0n)
  const written = units.filter((unit) => unit.written).toSorted((a, b) => startOf(a) - startOf(b))
  const areInOrder = written.every((unit, at) => at === 0 || (written[at - 1]?.index ?? 0) < unit.index)
  const areClear = written.every((unit) => used.includes(unit) || isZero(unit.view.node))
  if (!areInOrder || !areClear || used.some(({ base }) => !base.known)) return undefined
  const [first, last] = [written[0], written.at(-1)]
  if (!first || !last || hasConditions(hull(writtenAt(first.place), writtenAt(last.place)))) return undefined
  const numbers = new Map(used.map(({ index }, number) => [BigInt(index), number]))
  return together(
    ...written.map((unit) => renumbering(unit, numbers.get(BigInt(unit.index)))),
    ...followingDevices(board, numbers),
  )
}

function startOf({ place }: IommuUnit): number {
  return writtenAt(place).start
}

function isZero(node: Initialised | undefined): boolean {
  switch (node?.kind) {
    case undefined:
      return true
    case 'scalar':
      return node.value.known && node.value.value === 0n
    case 'string':
      return node.bytes.length === 0
    case 'array':
    case 'record':
      return [...node.children.values()].every(isZero)
  }
}

/** @param number the new one; undefined for what goes */
function renumbering({ view: { node, designator }, index }: IommuUnit, number: number | undefined): Change {
  const value = node && editableSpan(node.origin)
  const name = designator && editableSpan(designator)
  if (!value || (designator && (!name || !/^\[[^[\]]*\]$/.test(spanText(name))))) return undefined
  if (number === undefined) return [{ span: wholeItem(name ? hull(name, value) : value), text: '' }]
  return name && number !== index ? [{ span: name, text: `[${number}]` }] : []
}

/** Devices that refer to nothing would refer to something then, and nobody knows what they are meant to. */
function followingDevices(
  { rootCell, cells }: Board,
  numbers: ReadonlyMap<bigint, number>,
): readonly Change[] {
  return [rootCell, ...cells].flatMap(({ configuration }) =>
    countedDevices(configuration).map(({ iommu, view }) => {
      if (!iommu.written) return numbers.get(0n) === 0 ? [] : undefined
      const number = iommu.known ? numbers.get(iommu.value) : undefined
      if (!iommu.known || number === undefined) return undefined
      return iommu.value === BigInt(number) ? [] : settingField(view, 'iommu', `${number}`)
    }),
  )
}
