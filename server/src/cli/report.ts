/**
 * `warden report`: writes down what the cells of a board share, on what ground, and what is shared although nothing
 * says so. It prints the same for the same files, whenever and wherever it runs.
 */
import type { Board } from '../board/board.ts'
import type { Cell } from '../board/cell.ts'
import { mapOf } from '../ide/map/board-map.ts'
import { drawnMap } from '../ide/map/layout.ts'
import { type ReportOnSets, reportOn } from '../ide/report/board-report.ts'
import { chaptersOf } from '../ide/report/chapters.ts'
import { markdownOf } from '../ide/report/markdown-report.ts'
import type { ReportSetting } from '../ide/report/report.ts'
import { reportPageOf } from '../ide/report/report-page.ts'
import { reportShape } from '../ide/report/report-shape.ts'
import { layeredSettings } from '../workspace/layered-settings.ts'
import { defaultSettings, type Settings } from '../workspace/settings.ts'
import { chosenCells, openBoard, type OpenedBoard, outputOption, printedOrWritten } from './board-operand.ts'
import { checkSettings } from './check-settings.ts'
import { type Answer, choiceOf, type Command, type Given, wrongUse } from './command.ts'
import { watchedDisk } from './disk.ts'
import { filesOfReport, namedFolders, type NamedFolders, type ReportSurroundings } from './report-files.ts'
import { readingOptions } from './reading-options.ts'
import type { Terminal } from './terminal.ts'

const formats = ['markdown', 'html', 'json'] as const

export const reportCommand: Command = {
  name: 'report',
  operands: 'BOARD',
  summary: 'Report what the cells of a board share, on what ground, and which isolation is missing.',
  options: [
    {
      name: 'format',
      value: 'FORMAT',
      choices: formats,
      help: 'markdown (the default), html (a page to print and sign, with maps) or json (docs/report.md)',
    },
    outputOption,
    {
      name: 'cells',
      value: 'NAME[,NAME…]',
      help: 'report on this set of cells only, by name or file name, or on "none"; can be repeated',
    },
    ...readingOptions,
  ],
  notes: [
    'BOARD is the config of the root cell. Its cells are found as `warden check` finds them, in the same folder.',
    'Without --cells the report is about all of the largest sets of cells that can run together. The same files, read ' +
      'with the same settings by the same version, give the same report byte for byte: it has no dates, and names ' +
      'files as seen from the folder of the board.',
    'The exit status is 0 when the report could be made, whatever it says.',
  ],
  run: report,
}

function report(given: Given, terminal: Terminal): Answer {
  const found = openBoard(given, terminal, 'report', 'report on')
  if ('problems' in found) return wrongUse(found.problems)
  const { board } = found.checked
  const chosen = chosenCells(given, board)
  if ('problems' in chosen) return wrongUse(chosen.problems)
  const surroundings = surroundingsOf(found, given, terminal)
  const folders = namedFolders(board, surroundings)
  const { files, problems } = filesOfReport(board, surroundings, folders.nameOfFile)
  if (0 < problems.length) return wrongUse(problems)
  const { findings, suppressed } = foundOnBoard(found)
  const tool = `warden ${terminal.version}`
  const made = reportOn(board, {
    ...folders,
    tool,
    files,
    findings,
    suppressed,
    settings: settingsOf(surroundings, folders, chosen.cells),
    becauseOf: (cell) =>
      found.checked.members.cells.find((member) => member.cell === cell.configuration)?.because ?? '',
    chosen: chosen.cells,
  })
  return printedOrWritten(written(made, board, given, tool), given, board, terminal)
}

function written({ report: content, sets }: ReportOnSets, board: Board, given: Given, tool: string): string {
  switch (choiceOf(given, 'format', formats, 'markdown')) {
    case 'markdown':
      return markdownOf(chaptersOf(content))
    case 'html':
      return reportPageOf(chaptersOf(content), {
        title: `Isolation report: ${content.title}`,
        tool,
        mapOf: (index) => {
          const set = sets[index]
          return set && index < mostMaps ? drawnMap(mapOf(board, set), false) : undefined
        },
      })
    case 'json':
      return `${JSON.stringify(reportShape(content), undefined, 2)}\n`
  }
}

/** More pictures than anybody compares; the tables are complete in any case. */
const mostMaps = 8

function foundOnBoard({ checked: { board }, opened: { workspace } }: OpenedBoard) {
  const paths = [board.rootCell, ...board.cells].map(({ configuration }) => configuration.file.path)
  return workspace.check([...new Set(paths)])
}

function surroundingsOf(
  { checked: { board }, opened: { workspace } }: OpenedBoard,
  given: Given,
  { workingFolder }: Terminal,
): ReportSurroundings {
  const { path } = board.root.configuration.file
  const project = workspace.projectOf(path)
  const { overrides } = checkSettings(given, workingFolder, watchedDisk())
  return {
    project,
    settings: layeredSettings(defaultSettings, project?.entries, overrides),
    tree: workspace.analysis(path)?.headers.tree,
  }
}

/** What decides how the files were read and judged. */
function settingsOf(
  { settings, tree }: ReportSurroundings,
  { nameOfFile }: NamedFolders,
  chosen: readonly Cell[] | undefined,
): readonly ReportSetting[] {
  const { architecture, defines, includePaths, preIncludes, preset, rules } = settings
  const each = (entries: Readonly<Record<string, string>>): string =>
    listOf(Object.entries(entries).map(([name, value]) => `\`${name}=${value}\``))
  return [
    { name: 'Headers', value: headersText(settings, tree) },
    {
      name: 'Architecture',
      value:
        architecture === 'auto'
          ? 'what the configs say'
          : `\`${architecture}\`, where their folder says nothing`,
    },
    { name: 'Macros defined before', value: each(defines) },
    {
      name: 'Folders for included files',
      value: listOf(includePaths.map((path) => `\`${nameOfFile(path)}\``)),
    },
    {
      name: 'Files read before each config',
      value: listOf(preIncludes.map((path) => `\`${nameOfFile(path)}\``)),
    },
    { name: 'Rules', value: `preset \`${preset}\`; severities changed: ${each(rules)}` },
    { name: 'Sets of cells', value: chosen ? 'one that was named' : 'all of the largest ones' },
  ]
}

function headersText({ headers }: Settings, tree: string | undefined): string {
  if (tree === undefined) return 'the interface of revision 14 that is built into Warden'
  return headers === ''
    ? 'of the Jailhouse tree that the configs lie in'
    : 'of the Jailhouse tree `<headers>`, which was named'
}

function listOf(items: readonly string[]): string {
  return items.length === 0 ? 'none' : items.join(', ')
}
