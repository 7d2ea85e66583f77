/**
 * What stands above a configuration: which board it is on, what was found in it, which cells can run beside it, and on a
 * root cell what Linux has to leave alone. Plain data; what an editor does on a click is not known here.
 */
import type { Board } from '../board/board.ts'
import { coexistingSets } from '../board/coexistence-sets.ts'
import type { BoardMembers } from '../board/group.ts'
import type { Translation } from '../c/translate.ts'
import { spellingOf } from '../c/origin.ts'
import type { Configuration } from '../config/model.ts'
import { fileName } from '../rules/wording.ts'
import type { SourceFile } from '../text/source-file.ts'
import type { Span } from '../text/span.ts'
import { type CheckedFiles, diagnosticsOf } from './diagnostics.ts'
import { lanesOf } from './map/lanes.ts'
import { namesText } from './map/map-wording.ts'
import { clashText } from './map/selection.ts'
import { reservationLines } from './reservation-lines.ts'
import { countSeverities, severitiesText, type SeverityCounts } from './severity-counts.ts'

export interface Lens {
  readonly span: Span
  readonly words: LensWords
  /** More about it; empty for nothing. */
  readonly tooltip: string
  readonly action: LensAction
}

/** What somebody wants who clicks on it: the map, another root, the findings, or the text for Linux. */
export type LensAction =
  | { readonly kind: 'map' | 'root' | 'problems' }
  | { readonly kind: 'copy'; readonly text: string }

/** What a lens says, for those who say it in another language. */
export type LensWords =
  /** On a root cell: how many cells its board has. */
  | { readonly kind: 'board'; readonly cells: number }
  /** On a cell: the files of the root cells that it could belong to. */
  | { readonly kind: 'roots'; readonly roots: readonly string[] }
  | { readonly kind: 'findings'; readonly counts: SeverityCounts }
  /** On a cell: the other cells of its board that it can run beside, and those that it cannot. */
  | { readonly kind: 'beside'; readonly can: readonly string[]; readonly cannot: readonly string[] }
  /** On a root cell: how many largest sets of cells can run together, and the cells of the only one. */
  | {
      readonly kind: 'together'
      readonly sets: number
      readonly only: string | null
      readonly isComplete: boolean
    }
  /** On a root cell: what to write on the command line of Linux. */
  | { readonly kind: 'linux'; readonly options: string }

/** The words in English. */
export function lensTitle(words: LensWords): string {
  switch (words.kind) {
    case 'board':
      if (words.cells === 0) return 'board without cells'
      return words.cells === 1 ? 'board of 1 cell' : `board of ${words.cells} cells`
    case 'roots':
      if (words.roots.length === 0) return 'no root cell found'
      return words.roots.length === 1
        ? `on the board of ${words.roots.join('')}`
        : `could be on the boards of ${namesText(words.roots)}`
    case 'findings':
      return severitiesText(words.counts)
    case 'beside':
      if (words.can.length === 0) return 'runs beside no other cell'
      return words.cannot.length === 0
        ? `can run beside ${namesText(words.can)}`
        : `can run beside ${namesText(words.can)}, not beside ${namesText(words.cannot)}`
    case 'together':
      if (words.only !== null) return `${words.only} can run together`
      return `${words.isComplete ? '' : 'more than '}${words.sets} ways to run cells together`
    case 'linux':
      return `Linux: ${words.options}`
  }
}

interface ReadFile {
  readonly file: SourceFile
  readonly translation: Translation
  readonly configurations: readonly Configuration[]
}

interface Checked extends CheckedFiles {
  readonly boards: readonly { readonly board: Board; readonly members: BoardMembers }[]
}

/** The lenses of a file, those of each configuration at its name; none for one that is written elsewhere. */
export function lensesIn({ file, translation, configurations }: ReadFile, check: Checked): readonly Lens[] {
  const counts = countSeverities(diagnosticsOf(check, file.path))
  return configurations.flatMap((configuration) => {
    const object = translation.objects.find(({ name }) => name === configuration.place.first)
    if (!object || object.first.file !== file) return []
    const at = spellingOf(object.first)
    const own = check.boards.filter(({ board }) => isOn(board, configuration))
    const findings = {
      words: { kind: 'findings', counts },
      tooltip: '',
      action: { kind: 'problems' },
    } as const
    const lenses: readonly Omit<Lens, 'span'>[] =
      configuration.kind === 'system'
        ? [...own.slice(0, 1).map(({ board }) => rootLens(board)), findings, ...own.flatMap(rootDetails)]
        : [
            cellLens(configuration, own),
            findings,
            ...own.slice(0, 1).flatMap((one) => besides(one.board, configuration)),
          ]
    return lenses.map((lens) => ({ span: at, ...lens }))
  })
}

function isOn({ rootCell, cells }: Board, configuration: Configuration): boolean {
  return [rootCell, ...cells].some((cell) => cell.configuration === configuration)
}

function rootLens({ cells }: Board): Omit<Lens, 'span'> {
  const names = cells.map(({ configuration }) => fileName(configuration)).join(', ')
  return { words: { kind: 'board', cells: cells.length }, tooltip: names, action: { kind: 'map' } }
}

function cellLens(configuration: Configuration, own: Checked['boards']): Omit<Lens, 'span'> {
  const [first] = own
  const because = first?.members.cells.find(({ cell }) => cell === configuration)?.because ?? ''
  const roots = own.map(({ members }) => fileName(members.root))
  return { words: { kind: 'roots', roots }, tooltip: because, action: { kind: 'root' } }
}

/** Which cells can run beside this one, and why others cannot. */
function besides(board: Board, configuration: Configuration): readonly Omit<Lens, 'span'>[] {
  const lanes = lanesOf(board, []).slice(1)
  const nameOf = (wanted: Configuration): string =>
    lanes.find(({ cell }) => cell.configuration === wanted)?.name ?? ''
  const pairs = board.pairs.filter(({ first, second }) =>
    [first, second].some((cell) => cell.configuration === configuration),
  )
  if (pairs.length === 0) return []
  const others = pairs.map(({ first, second, alternative }) => ({
    name: nameOf((first.configuration === configuration ? second : first).configuration),
    obstacle: alternative && clashText({ first, second, by: alternative }),
  }))
  const [can, cannot] = [
    others.filter(({ obstacle }) => !obstacle),
    others.filter(({ obstacle }) => obstacle),
  ]
  const names = (list: typeof others): readonly string[] => list.map(({ name }) => name)
  const tooltip = cannot.map(({ name, obstacle }) => `${name}: both have ${obstacle ?? ''}`).join('\n')
  return [
    { words: { kind: 'beside', can: names(can), cannot: names(cannot) }, tooltip, action: { kind: 'map' } },
  ]
}

function rootDetails({ board }: Checked['boards'][number]): readonly Omit<Lens, 'span'>[] {
  return [...together(board), ...reserved(board)]
}

/** The largest sets of cells that can run at the same time. */
function together(board: Board): readonly Omit<Lens, 'span'>[] {
  if (board.cells.length < 2) return []
  const { sets, isComplete } = coexistingSets(board)
  const lanes = lanesOf(board, [])
  const texts = sets.map((set) =>
    set.map((cell) => lanes.find((lane) => lane.cell === cell)?.name ?? '').join(' + '),
  )
  const [only = null, ...others] = texts
  const words: LensWords = {
    kind: 'together',
    sets: texts.length,
    only: others.length === 0 ? only : null,
    isComplete,
  }
  return [{ words, tooltip: texts.slice(0, mostSets).join('\n'), action: { kind: 'map' } }]
}

const mostSets = 12

function reserved(board: Board): readonly Omit<Lens, 'span'>[] {
  const text = reservationLines(board)?.options.join(' ') ?? ''
  if (text === '') return []
  return [
    {
      words: { kind: 'linux', options: text },
      tooltip:
        'What to write on the command line of Linux, so that it leaves the hypervisor and the cells their memory',
      action: { kind: 'copy', text },
    },
  ]
}
