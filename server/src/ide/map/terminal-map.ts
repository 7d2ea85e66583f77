/**
 * The map as text for a terminal of 80 columns. With few cells every lane is a column of rights, as in a list of files;
 * with many, the holders of each row are listed.
 */
import { hex } from '../../rules/wording.ts'
import { type BoardMap, lanesIn } from './board-map.ts'
import type { KeepingKind } from './keepings.ts'
import { rootLane } from './lanes.ts'
import { sentencesOf } from './layout-words.ts'
import { holdersText } from './layout-strips.ts'
import { rightsColumns, shortBdf, shortSize } from './map-wording.ts'
import type { Piece } from './pieces.ts'

const width = 80
/** What the last column must have at least. */
const leastForRemarks = 20

/** Lines that end in line breaks, none of them wider than 80 columns unless a name is. */
export function terminalMap(map: BoardMap): string {
  const columns = columnsOf(map)
  const lines = [
    map.title,
    ...sentencesOf(map).flatMap((sentence) => hanging('', sentence)),
    '',
    ...laneLines(map),
    '',
    ...legend.flatMap((sentence) => hanging('', sentence)),
    '',
    ...(columns ? columnLines(map, columns) : listLines(map)),
    '',
    ...stripLines(map),
    '',
    ...map.notes.flatMap((note) => hanging('', note)),
  ]
  return lines.map((line) => `${line.trimEnd()}\n`).join('')
}

const legend = [
  'r read, w write, x execute, d devices (DMA); ~ sub-page, every access traps; (…) cell not created; = taken from ' +
    'root; ! conflict. hyp: M memory of the hypervisor, i intercepted, u used by it.',
]

function laneLines({ lanes }: BoardMap): readonly string[] {
  return lanes.flatMap(({ name, cpus, state }, lane) => {
    const sign = signOf(lane)
    const text = `${name}, ${cpus}${state === 'absent' ? ', not created' : ''}`
    return hanging(`  ${sign.padEnd(6)}`, text)
  })
}

/** How a lane is called above its column. */
function signOf(lane: number): string {
  return lane === rootLane ? 'root' : `${lane}`
}

interface TextColumns {
  readonly address: number
  readonly size: number
  /** By lane. */
  readonly lanes: readonly number[]
}

/** Undefined where the lanes leave no room for remarks. */
function columnsOf(map: BoardMap): TextColumns | undefined {
  const lanes = map.lanes.map((_, lane) => {
    const texts = map.pieces.map((pieces) => laneText(map, pieces, lane))
    return Math.max(signOf(lane).length, ...texts.map((text) => text.length))
  })
  const columns = { ...leftColumns(map), lanes }
  return width - widthOf(columns) < leastForRemarks ? undefined : columns
}

function leftColumns({ rows }: BoardMap): Pick<TextColumns, 'address' | 'size'> {
  return {
    address: Math.max(4, ...rows.map(({ range }) => hex(range.start).length)),
    size: Math.max(4, ...rows.map(({ range }) => shortSize(range.end - range.start).length)),
  }
}

function widthOf({ address, size, lanes }: TextColumns): number {
  return address + 2 + size + 2 + 3 + 2 + lanes.reduce((sum, lane) => sum + lane + 2, 0)
}

function columnLines(map: BoardMap, columns: TextColumns): readonly string[] {
  const cells = (address: string, size: string, kept: string, lanes: readonly string[]): string =>
    [
      address.padEnd(columns.address),
      size.padStart(columns.size),
      kept.padEnd(3),
      ...lanes.map((text, lane) => text.padEnd(columns.lanes[lane] ?? 0)),
      '',
    ].join('  ')
  const heads = map.lanes.map((_, lane) => signOf(lane))
  const rows = map.rows.flatMap(({ range, isGap }, row) => {
    const pieces = map.pieces[row] ?? []
    const lanes = map.lanes.map((_, lane) => laneText(map, pieces, lane))
    const first = cells(hex(range.start), shortSize(range.end - range.start), keptText(map, row), lanes)
    return hanging(first, isGap ? 'nobody' : remarksText(map, row))
  })
  return [cells('from', 'size', 'hyp', heads), ...rows, ...endLine(map)]
}

function listLines(map: BoardMap): readonly string[] {
  const { address, size } = leftColumns(map)
  const rows = map.rows.flatMap(({ range, isGap }, row) => {
    const start = hex(range.start).padEnd(address)
    const first = `${start}  ${shortSize(range.end - range.start).padStart(size)}  ${keptText(map, row).padEnd(3)}  `
    const pieces = map.pieces[row] ?? []
    const holders = map.lanes.flatMap(({ name }, lane) => {
      const text = laneText(map, pieces, lane)
      return text === '' ? [] : [`${name} ${text}`]
    })
    const said = [holders.join(', '), remarksText(map, row)].filter((text) => text !== '').join('; ')
    return hanging(first, isGap ? 'nobody' : said)
  })
  return [`${'from'.padEnd(address)}  ${'size'.padStart(size)}  hyp`, ...rows, ...endLine(map)]
}

function endLine({ rows }: BoardMap): readonly string[] {
  const end = rows.at(-1)?.range.end
  return end === undefined ? [] : [hex(end)]
}

/** What a lane has in a row: its rights, each way once. */
function laneText(map: BoardMap, pieces: readonly Piece[], lane: number): string {
  const own = pieces.filter(({ holding }) => holding.lane === lane)
  const held = own.filter(({ isHeld }) => isHeld)
  const isRoot = lane === rootLane
  if (held.length === 0 && isRoot) return own.length === 0 ? '' : '='
  const texts = (held.length === 0 ? own : held).map(({ holding }) => {
    return `${rightsColumns(holding)}${holding.by === 'traps' ? '~' : ''}`
  })
  const said = [...new Set(texts)].join('+')
  return said === '' || map.lanes[lane]?.state !== 'absent' ? said : `(${said})`
}

const keepingSigns: Readonly<Record<KeepingKind, string>> = { memory: 'M', intercepted: 'i', used: 'u' }

function keptText(map: BoardMap, row: number): string {
  const kinds = keepingsAt(map, row).map(({ kind }) => keepingSigns[kind])
  return [...new Set(kinds)].join('')
}

function keepingsAt({ rows, keepings }: BoardMap, row: number): BoardMap['keepings'] {
  const start = rows[row]?.range.start ?? 0n
  return keepings.filter(({ range }) => range.start <= start && start < range.end)
}

/** Marks first, conflicts before others; then what the row is called by those who have it, cells before root. */
function remarksText(map: BoardMap, row: number): string {
  const pieces = map.pieces[row] ?? []
  const marks = (map.marks[row] ?? []).flatMap((mark) => {
    if (lanesIn(map, mark, row).length === 0 || mark.kind === 'turns') return []
    return [mark.kind === 'conflict' ? `! ${mark.what}` : mark.what]
  })
  const hasLink = marks.some((mark) => mark.startsWith('ivshmem '))
  const [foremost] = pieces
    .filter((piece) => !hasLink || map.sectionOf(piece) === undefined)
    .toSorted((a, b) => Number(b.isHeld) - Number(a.isHeld) || b.holding.lane - a.holding.lane)
  const name = foremost ? fullNameOf(map, foremost) : keepingsAt(map, row)[0]?.name
  return [...marks, ...(name === undefined ? [] : [name])].join('; ')
}

/** Of a section of an ivshmem device with the device: where it has no peer, no mark says that. */
function fullNameOf(map: BoardMap, piece: Piece): string {
  const section = map.sectionOf(piece)
  return section ? `ivshmem ${shortBdf(section.bdf)} ${section.name}` : map.nameOf(piece)
}

function stripLines(map: BoardMap): readonly string[] {
  return map.strips.now.flatMap(({ name, items }) => {
    const texts = items.map((item) => `${item.label} ${holdersText(map, item, item.holders)}`)
    return hanging(`${name}: `, texts.join('; '), 2)
  })
}

/** The text behind `first`, broken at blanks; further lines begin below its beginning, or where `indent` says. */
function hanging(first: string, text: string, indent: number = first.length): readonly string[] {
  const lines: string[] = []
  let line = first
  let isEmpty = true
  for (const word of text.split(' ')) {
    if (!isEmpty && width < line.length + 1 + word.length) {
      lines.push(line)
      line = ' '.repeat(indent)
      isEmpty = true
    }
    line += isEmpty ? word : ` ${word}`
    isEmpty = false
  }
  return [...lines, line]
}
