/**
 * `warden check`: reads configs, judges each with the others of its board, and says what was found.
 */
import type { BoardPin } from '../board/pins.ts'
import { isAtLeast } from '../rules/finding.ts'
import type { Overrides } from '../workspace/layered-settings.ts'
import { folderOf, relativeTo } from '../workspace/paths.ts'
import { defaultSettings } from '../workspace/settings.ts'
import { createWorkspace } from '../workspace/workspace.ts'
import { declaredBoard, wrongRoles } from './board-option.ts'
import { checkOptions, failThresholds, type Format, formats } from './check-options.ts'
import { checkSettings } from './check-settings.ts'
import { paintFor } from './colours.ts'
import { type Answer, choiceOf, type Command, type Given, wrongUse } from './command.ts'
import { repositoryAround, type WatchedDisk, watchedDisk } from './disk.ts'
import { fixWhileSafe } from './fixing.ts'
import { concise } from './formats/concise.ts'
import { github } from './formats/github.ts'
import { json } from './formats/json.ts'
import { pretty } from './formats/pretty.ts'
import { sarif } from './formats/sarif.ts'
import { lackOfConfigs, type NamedPath, namedPaths } from './named-paths.ts'
import { type Outcome, outcomeOf } from './outcome.ts'
import { brokenProjects, projectSearch } from './project-files.ts'
import { type Terminal, widthOf } from './terminal.ts'

export const checkCommand: Command = {
  name: 'check',
  operands: '[PATH…]',
  summary: 'Check cell configs and say what is wrong, why it matters and what to do.',
  options: checkOptions,
  notes: [
    'A PATH is a config file, or a folder that is searched for them with everything below; without one it is the ' +
      'current folder. Each config is read with the other configs of its folder, since its root cell is among them.',
    'A project file, the nearest warden.json in the folder of a config or around it, says which boards there are and ' +
      'how their configs are read; options beat what it says.',
    'With --board, the PATHs are cells of the board with this root, whatever their names, their folders and the project ' +
      'file say; the root is checked, too.',
    'The exit status is 0 when nothing was found that is as bad as --fail-on, 1 when something was, and 2 when the ' +
      'command or a project file was wrong or something could not be read; then nothing has been checked.',
    'In the output of --format json, lines and columns count from 1, and the end of a place is the position behind ' +
      'its last character.',
  ],
  run: check,
}

function check(given: Given, terminal: Terminal): Answer {
  const began = terminal.now()
  const { workingFolder } = terminal
  const { overrides, problems } = checkSettings(given, workingFolder, watchedDisk())
  const named = namedPaths(given.operands, workingFolder)
  const declared = declaredBoard(given, named.paths, workingFolder)
  const misused = [...problems, ...declared.problems, ...problemOfBoards(given)]
  if (0 < misused.length) return wrongUse([...misused, ...named.problems])

  const checkNow = () =>
    checkPaths([...declared.paths, ...named.paths], {
      disk: watchedDisk(),
      overrides,
      workingFolder,
      pins: declared.pins,
    })
  const first = checkNow()
  const broken = brokenProjects(first.check.projects, workingFolder)
  const configs = first.check.files.map(({ file }) => file.path)
  const unreadable = first.disk
    .unreadable()
    .map(({ path, reason }) => `${relativeTo(workingFolder, path)}: ${reason}`)
  const lacking = [...declared.paths, ...named.paths].flatMap((path) => lackOfConfigs(path, configs) ?? [])
  const roles = wrongRoles(declared, named.paths, first.check.files)
  const wrong = [...named.problems, ...broken, ...lacking, ...roles, ...unreadable]
  if (0 < wrong.length) return wrongUse(wrong)

  const fixed = given.options.has('fix') ? fixWhileSafe(first, checkNow, workingFolder) : undefined
  const { check: found, headersOf } = fixed?.result ?? first
  const outcome = outcomeOf(found, {
    tool: `warden ${terminal.version}`,
    workingFolder,
    milliseconds: terminal.now() - began,
    headersOf,
    fixed: fixed?.count,
  })
  if (fixed && 0 < fixed.problems.length) return wrongUse(fixed.problems)
  return { kind: 'done', text: textOf(outcome, given, terminal), status: hasFailed(outcome, given) ? 1 : 0 }
}

interface CheckContext {
  readonly disk: WatchedDisk
  readonly overrides: Overrides
  readonly workingFolder: string
  readonly pins: readonly BoardPin[]
}

/** Other formats than the pretty one have the boards always, or never. */
function problemOfBoards(given: Given): readonly string[] {
  const format = choiceOf(given, 'format', formats, 'pretty')
  if (!given.options.has('boards') || format === 'pretty' || format === 'json') return []
  return [`--boards: --format ${format} shows no boards; pretty does, and json always has them`]
}

function checkPaths(paths: readonly NamedPath[], context: CheckContext) {
  const { disk, overrides, workingFolder, pins } = context
  const folders = paths.map(({ path, kind }) => (kind === 'folder' ? path : folderOf(path)))
  const repositories = folders.flatMap((folder) => repositoryAround(folder) ?? [])
  const roots = [...new Set([workingFolder, ...folders, ...repositories])]
  const workspace = createWorkspace({
    files: disk,
    settings: defaultSettings,
    overrides,
    roots,
    searchedUpTo: projectSearch(workingFolder),
  })
  const files = paths.flatMap(({ path, kind }) => (kind === 'file' ? [path] : workspace.configsIn(path)))
  return {
    disk,
    check: workspace.check([...new Set(files)], { pins }),
    headersOf: (file: string) => workspace.analysis(file)?.headers.tree,
  }
}

function textOf(outcome: Outcome, given: Given, terminal: Terminal): string {
  const format: Format = choiceOf(given, 'format', formats, 'pretty')
  switch (format) {
    case 'pretty': {
      const paint = paintFor(given, terminal)
      return pretty(outcome, {
        width: widthOf(terminal.stdout),
        paint,
        isVerbose: given.options.has('verbose'),
        showsBoards: given.options.has('boards'),
      })
    }
    case 'concise':
      return concise(outcome)
    case 'json':
      return json(outcome)
    case 'sarif':
      return sarif(outcome)
    case 'github':
      return github(outcome)
  }
}

function hasFailed({ findings }: Outcome, given: Given): boolean {
  const threshold = choiceOf(given, 'fail-on', failThresholds, 'error')
  return threshold !== 'never' && findings.some(({ severity }) => isAtLeast(severity, threshold))
}
