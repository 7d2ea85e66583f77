/**
 * The values that decide about the partition and are not known, so that the report may be missing something: numbers
 * that could not be evaluated, and what the hypervisor reads behind the end of a file.
 */
import type { Cell } from '../../board/cell.ts'
import { fieldsOf, kindOfMember } from '../../config/fields-of-view.ts'
import type { ConfigArray, Configuration } from '../../config/model.ts'
import { declaredArrays, isRead } from '../../config/reading.ts'
import { scalarOf } from '../../config/view.ts'
import { counted } from '../../rules/wording.ts'
import type { Unknown } from './report.ts'
import type { ReportContext } from './report-context.ts'

export function unknownsOf(context: ReportContext): readonly Unknown[] {
  const { rootCell, cells } = context.board
  return [rootCell, ...cells].flatMap((cell) => [
    ...brokenText(cell, context),
    ...misplacedArrays(cell, context),
    ...unknownValues(cell, context),
    ...unreadElements(cell, context),
  ])
}

/** Where a text is no proper C, what was made of it may not be what its author meant. */
function brokenText(cell: Cell, { nameOf, placeOf }: ReportContext): readonly Unknown[] {
  const { translation, place } = cell.configuration
  if (translation.complaints.every(({ severity }) => severity !== 'error')) return []
  return [
    {
      cell: nameOf(cell),
      what: 'the text',
      reason: 'it has errors of the C language, which are among the findings',
      place: placeOf(place),
    },
  ]
}

/** Arrays are found by adding up counts: behind one in a wrong place, the readers take bytes for something else. */
function misplacedArrays(cell: Cell, { nameOf, placeOf }: ReportContext): readonly Unknown[] {
  const { configuration } = cell
  const { arrayOrder } = configuration.interface
  const read = declaredArrays(configuration).filter((array) => isRead(array) !== false)
  const positions = configuration.members.flatMap((member) => {
    const kind = read.find((array) => array.member === member)?.kind
    return kind === undefined ? [] : [{ member, position: arrayOrder.indexOf(kind) }]
  })
  return positions.flatMap(({ member, position }, index) =>
    positions.slice(0, index).some((earlier) => position < earlier.position)
      ? [
          {
            cell: nameOf(cell),
            what: `\`${member.name}\` does not stand where it is read`,
            reason: 'the hypervisor takes the bytes of one array for another; the report goes by the names',
            place: placeOf(member.place),
          },
        ]
      : [],
  )
}

function unknownValues(cell: Cell, { nameOf, placeOf }: ReportContext): readonly Unknown[] {
  const { configuration } = cell
  const found: Unknown[] = []
  for (const { kind, path, view } of fieldsOf(configuration.view, kindOfMember(configuration))) {
    if (kind !== 'value' || view.type.kind !== 'integer') continue
    const scalar = scalarOf(view)
    if (scalar.known) continue
    found.push({
      cell: nameOf(cell),
      what: `\`${path}\``,
      reason: scalar.reason,
      place: placeOf(scalar.place),
    })
  }
  return found
}

/** Where an array is counted longer or shorter than it is declared, the report goes by what is declared. */
function unreadElements(cell: Cell, { nameOf, placeOf }: ReportContext): readonly Unknown[] {
  return arraysOf(cell.configuration).flatMap((array): readonly Unknown[] => {
    const { count, countField, declaredLength, isCountedInBytes } = array
    if (isCountedInBytes || !count.known || count.value === BigInt(declaredLength)) return []
    const isLonger = BigInt(declaredLength) < count.value
    return [
      {
        cell: nameOf(cell),
        what: `\`${countField}\` is ${count.value}, and ${counted(declaredLength, 'element is', 'elements are')} declared`,
        reason: isLonger
          ? 'what the hypervisor takes for the elements behind them is not in the file'
          : 'the hypervisor does not read the others, and the report counts them',
        place: placeOf(count.place),
      },
    ]
  })
}

function arraysOf(configuration: Configuration): readonly ConfigArray<unknown>[] {
  const { memory, caches, irqchips, pio, pciDevices, pciCaps, streamIds } = configuration
  return [memory, caches, irqchips, pio, pciDevices, pciCaps, streamIds]
}
