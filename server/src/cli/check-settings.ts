/**
 * From the options of `warden check` to the settings that the workspace knows and the choice of rules, with a
 * sentence about each option that makes no sense.
 */
import type { FileStore } from '../workspace/file-store.ts'
import { isJailhouseTree } from '../workspace/headers.ts'
import { resolved } from '../workspace/paths.ts'
import { defaultSettings, type Settings } from '../workspace/settings.ts'
import type { CheckChoice } from '../workspace/workspace.ts'
import { architectures } from './check-options.ts'
import { asTyped, choiceOf, type Given, valuesOf } from './command.ts'
import { targetOf } from './disk.ts'
import { isCode, knownRule } from './known-rules.ts'

export interface CheckSettings {
  readonly settings: Settings
  readonly choice: CheckChoice
  readonly problems: readonly string[]
}

export function checkSettings(given: Given, workingFolder: string, files: FileStore): CheckSettings {
  const headers = valuesOf(given, 'headers').at(-1)
  const includePaths = valuesOf(given, 'include-path')
  const preIncludes = valuesOf(given, 'include')
  const definitions = valuesOf(given, 'define')
  const absolute = (path: string): string => resolved(workingFolder, path)
  return {
    settings: {
      ...defaultSettings,
      headers: headers === undefined ? '' : absolute(headers),
      includePaths: includePaths.map(absolute),
      preIncludes: preIncludes.map(absolute),
      defines: Object.fromEntries(definitions.map(definitionOf)),
      architecture: choiceOf(given, 'arch', [...architectures, 'auto'], 'auto'),
    },
    choice: choiceOfRules(valuesOf(given, 'select'), valuesOf(given, 'ignore')),
    problems: [
      ...(headers === undefined ? [] : problemOfTree(headers, absolute(headers), files)),
      ...includePaths.flatMap((path) => problemOfFolder('-I', path, absolute(path))),
      ...preIncludes.flatMap((path) => problemOfFile('--include', path, absolute(path))),
      ...definitions.flatMap(problemOfDefinition),
      ...['select', 'ignore'].flatMap((option) =>
        valuesOf(given, option).flatMap((rule) => problemOfRule(`--${option}`, rule)),
      ),
    ],
  }
}

function problemOfTree(typed: string, path: string, files: FileStore): readonly string[] {
  const problems = problemOfFolder('--headers', typed, path)
  if (0 < problems.length || isJailhouseTree(path, files)) return problems
  return [
    `--headers ${asTyped(typed)}: this is no Jailhouse source tree; include/jailhouse/cell-config.h is not in it`,
  ]
}

function problemOfFolder(option: string, typed: string, path: string): readonly string[] {
  // An empty argument is mostly an unset variable of a script.
  if (typed === '') return [`${option} ${asTyped(typed)}: an empty path leads nowhere`]
  const target = targetOf(path)
  if (target.kind === 'folder') return []
  return [`${option} ${asTyped(typed)}: ${target.kind === 'trouble' ? target.reason : 'this is no folder'}`]
}

function problemOfFile(option: string, typed: string, path: string): readonly string[] {
  if (typed === '') return [`${option} ${asTyped(typed)}: an empty path leads nowhere`]
  const target = targetOf(path)
  if (target.kind === 'file') return []
  return [`${option} ${asTyped(typed)}: ${target.kind === 'trouble' ? target.reason : 'this is no file'}`]
}

/** As in gcc: a macro without a value is 1, and one whose value is empty is empty. */
function definitionOf(text: string): readonly [name: string, body: string] {
  const [name = ''] = text.split('=', 1)
  return [name, name === text ? '1' : text.slice(name.length + 1)]
}

function problemOfDefinition(text: string): readonly string[] {
  const [name] = definitionOf(text)
  return /^[A-Za-z_]\w*$/.test(name) ? [] : [`-D ${asTyped(text)}: "${name}" is no name of a macro`]
}

function problemOfRule(option: string, id: string): readonly string[] {
  const known = knownRule(id)
  return typeof known === 'string' ? [`${option} ${asTyped(id)}: ${known}`] : []
}

/**
 * All rules run whatever is chosen, since one rule's finding may be the reason why another's would be nonsense.
 * Findings about the C text stay unless some of them are chosen by name: a file that cannot be read has no other
 * findings, and must not pass for one without faults.
 */
function choiceOfRules(selected: readonly string[], ignored: readonly string[]): CheckChoice {
  const [wanted, unwanted] = [new Set(selected), new Set(ignored)]
  const keepsCodes = !selected.some(isCode)
  const isWanted = (id: string): boolean => wanted.size === 0 || wanted.has(id) || (keepsCodes && isCode(id))
  return { severityOf: (id) => (unwanted.has(id) || !isWanted(id) ? 'off' : undefined) }
}
