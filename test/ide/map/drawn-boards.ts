/** Boards for tests of the map: the examples of the repository, and random ones; and what is asked of drawings. */
import { join } from 'node:path'
import fc from 'fast-check'
import type { Board } from '../../../server/src/board/board.ts'
import type { Cell } from '../../../server/src/board/cell.ts'
import type { Drawing, Label, Shape } from '../../../server/src/ide/map/drawing.ts'
import { clashesAmong } from '../../../server/src/ide/map/selection.ts'
import { textWidth } from '../../../server/src/ide/map/text-width.ts'
import { diskFiles } from '../../../server/src/workspace/node-files.ts'
import { defaultSettings } from '../../../server/src/workspace/settings.ts'
import { createWorkspace } from '../../../server/src/workspace/workspace.ts'

const examples = join(import.meta.dirname, '../../../examples')

/** The board of a config on the disk. Throws when it is none. */
export function boardOnDisk(path: string): Board {
  const workspace = createWorkspace({ files: diskFiles(), settings: defaultSettings, roots: [examples] })
  const [checked] = workspace.check([path]).boards
  if (!checked) throw new Error(`${path} is no board`)
  return checked.board
}

export function exampleBoardNamed(name: string): Board {
  return boardOnDisk(join(examples, name, `${name}.c`))
}

/** The cells of a board that can exist together, of those that a number names by its bits. */
export function selected(board: Board, bits: number): readonly Cell[] {
  const cells: Cell[] = []
  for (const [index, cell] of board.cells.entries())
    if ((bits >> index) & 1 && clashesAmong(board, [...cells, cell]).length === 0) cells.push(cell)
  return cells
}

interface DrawnRegion {
  readonly page: number
  readonly pages: number
  readonly quarter: number
  readonly flags: readonly string[]
  readonly isMoved: boolean
}

const flags = fc.subarray(['READ', 'WRITE', 'EXECUTE', 'DMA', 'LOADABLE', 'ROOTSHARED'], { minLength: 1 })

const region: fc.Arbitrary<DrawnRegion> = fc.record({
  page: fc.nat(24),
  pages: fc.integer({ min: 1, max: 6 }),
  quarter: fc.constantFrom(0, 0, 0, 1, 2),
  flags,
  isMoved: fc.boolean(),
})

/**
 * An arm64 or x86 board of a root and three cells over the same few megabytes. Root has its own sub-page regions at
 * places of their own, so that its interceptors do not overlap.
 */
export const anyBoardText: fc.Arbitrary<string> = fc
  .record({
    isX86: fc.boolean(),
    root: fc.array(region, { minLength: 1, maxLength: 4 }),
    small: fc.subarray([0, 1, 2]),
    cells: fc.tuple(...[0, 1, 2].map(() => fc.array(region, { maxLength: 4 }))),
    cpus: fc.tuple(...[0, 1, 2].map(() => fc.constantFrom('0x2', '0x4', '0x8', '0xc'))),
    pins: fc.tuple(...[0, 1, 2].map(() => fc.integer({ min: 1, max: 255 }))),
  })
  .map(({ isX86, root, small, cells, cpus, pins }) => {
    const kind = isX86 ? 'x86 ' : ''
    const controller = isX86 ? '0xfec00000, .id = 0x1f0f8' : '0xa0000000, .pin_base = 32'
    return [
      `//- ${kind}root`,
      `.mem_regions = { ${[...root.map((one) => wholePages(one)), ...small.map(smallRegion)].join(' ')} },`,
      ...cells.flatMap((regions, index) => [
        `//- ${kind}cell c${index}.c`,
        `.cpus = { ${cpus[index] ?? '0x2'} },`,
        `.mem_regions = { ${regions.map(cellRegion).join(' ')} },`,
        `.irqchips = { { .address = ${controller}, .pin_bitmap = { ${pins[index] ?? 1} } } },`,
      ]),
    ].join('\n')
  })

function wholePages({ page, pages, flags: names }: DrawnRegion): string {
  return regionText(0x40000000 + page * 0x100000, 0x40000000 + page * 0x100000, pages * 0x100000, names)
}

/** Sub-page regions of root, at addresses that its other regions do not reach. */
function smallRegion(index: number): string {
  const address = 0x50000000 + index * 0x2000
  return regionText(address, address, 0x400, ['READ', 'WRITE', 'IO_32'])
}

function cellRegion({ page, pages, quarter, flags: names, isMoved }: DrawnRegion): string {
  const isSmall = quarter !== 0
  const start = isSmall ? 0x50000000 + (page % 3) * 0x2000 : 0x40000000 + page * 0x100000
  const size = isSmall ? quarter * 0x200 : pages * 0x80000
  return regionText(start, isMoved ? 0x1000000 + page * 0x400000 : start, size, [
    ...names,
    ...(isSmall ? ['IO_32'] : []),
  ])
}

function regionText(physical: number, guest: number, size: number, names: readonly string[]): string {
  const all = names.map((name) => `JAILHOUSE_MEM_${name}`).join(' | ')
  return `{ .phys_start = ${physical}, .virt_start = ${guest}, .size = ${size}, .flags = ${all} },`
}

export interface Rectangle {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

export interface PlacedLabel extends Rectangle {
  readonly text: string
  /** The groups that it is in, the outermost first. */
  readonly looks: readonly string[]
}

/** Every label of a drawing with the room that it takes; parts stand one below the other. */
export function labelsOf({ parts }: Drawing): readonly PlacedLabel[] {
  const labels: PlacedLabel[] = []
  let y = 0
  for (const { height, shapes } of parts) {
    for (const { shape, looks } of flattened(shapes))
      if (shape.kind === 'label') labels.push({ ...roomOf(shape, y), text: shape.text, looks })
    y += height
  }
  return labels
}

export interface PlacedShape {
  readonly shape: Exclude<Shape, { readonly kind: 'group' }>
  readonly looks: readonly string[]
}

export function flattened(shapes: readonly Shape[], looks: readonly string[] = []): readonly PlacedShape[] {
  return shapes.flatMap((shape) =>
    shape.kind === 'group' ? flattened(shape.shapes, [...looks, shape.look]) : [{ shape, looks }],
  )
}

/** Letters reach three quarters of their size above the base line, and a quarter below it. */
function roomOf({ x, y, text, font, anchor, isTurned }: Label, offset: number): Rectangle {
  const length = textWidth(text, font)
  const [above, below] = [font.size * 0.75, font.size * 0.25]
  if (isTurned) return { left: x - above, right: x + below, top: y + offset - length, bottom: y + offset }
  const left = anchor === 'start' ? x : anchor === 'end' ? x - length : x - length / 2
  return { left, right: left + length, top: y + offset - above, bottom: y + offset + below }
}

export function meet(a: Rectangle, b: Rectangle): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom
}

/** All pairs that meet, as texts; found from the top to the bottom. */
export function overlapsAmong(labels: readonly PlacedLabel[]): readonly string[] {
  const sorted = labels.toSorted((a, b) => a.top - b.top)
  return sorted.flatMap((label, index) => {
    const found: string[] = []
    for (let at = index + 1; at < sorted.length; at++) {
      const other = sorted[at]
      if (!other || label.bottom <= other.top) break
      if (meet(label, other)) found.push(`${label.text} / ${other.text}`)
    }
    return found
  })
}
