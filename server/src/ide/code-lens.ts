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
import { countSeverities, severitiesText } from './severity-counts.ts'

export interface Lens {
  readonly span: Span
  readonly title: string
  /** More about it; empty for nothing. */
  readonly tooltip: string
  readonly action: LensAction
}

/** What somebody wants who clicks on it: the map, another root, the findings, or the text for Linux. */
export type LensAction =
  | { readonly kind: 'map' | 'root' | 'problems' }
  | { readonly kind: 'copy'; readonly text: string }

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
    const findings = { title: severitiesText(counts), tooltip: '', action: { kind: 'problems' } } as const
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
  const title =
    cells.length === 0
      ? 'board without cells'
      : `board of ${cells.length === 1 ? '1 cell' : `${cells.length} cells`}`
  return { title, tooltip: names, action: { kind: 'map' } }
}

function cellLens(configuration: Configuration, own: Checked['boards']): Omit<Lens, 'span'> {
  const [first, ...others] = own
  if (!first) return { title: 'no root cell found', tooltip: '', action: { kind: 'root' } }
  const because = first.members.cells.find(({ cell }) => cell === configuration)?.because ?? ''
  const names = own.map(({ members }) => fileName(members.root))
  const title =
    others.length === 0
      ? `on the board of ${names.join('')}`
      : `could be on the boards of ${namesText(names, 3)}`
  return { title, tooltip: because, action: { kind: 'root' } }
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
  const names = (list: typeof others): string =>
    namesText(
      list.map(({ name }) => name),
      3,
    )
  const title = [
    can.length === 0 ? 'runs beside no other cell' : `can run beside ${names(can)}`,
    ...(can.length === 0 || cannot.length === 0 ? [] : [`not beside ${names(cannot)}`]),
  ].join(', ')
  const tooltip = cannot.map(({ name, obstacle }) => `${name}: both have ${obstacle ?? ''}`).join('\n')
  return [{ title, tooltip, action: { kind: 'map' } }]
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
  const [only] = texts
  const title =
    only !== undefined && texts.length === 1
      ? `${only} can run together`
      : `${isComplete ? '' : 'more than '}${texts.length} ways to run cells together`
  return [{ title, tooltip: texts.slice(0, mostSets).join('\n'), action: { kind: 'map' } }]
}

const mostSets = 12

function reserved(board: Board): readonly Omit<Lens, 'span'>[] {
  const text = reservationLines(board)?.options.join(' ') ?? ''
  if (text === '') return []
  return [
    {
      title: `Linux: ${text}`,
      tooltip:
        'What to write on the command line of Linux, so that it leaves the hypervisor and the cells their memory',
      action: { kind: 'copy', text },
    },
  ]
}
