/**
 * From the options of `warden check` to what they say against project files, and which rules they choose, with a
 * sentence about each option that makes no sense.
 */
import { presets } from '../rules/severities.ts'
import type { FileStore } from '../workspace/file-store.ts'
import { isJailhouseTree } from '../workspace/headers.ts'
import type { Overrides } from '../workspace/layered-settings.ts'
import { resolved } from '../workspace/paths.ts'
import { architectures } from './check-options.ts'
import { asTyped, lastChoice, type Given, valuesOf } from './command.ts'
import { targetOf } from './disk.ts'
import { knownRule } from './known-rules.ts'

export interface CheckSettings {
  readonly overrides: Overrides
  readonly problems: readonly string[]
}

export function checkSettings(given: Given, workingFolder: string, files: FileStore): CheckSettings {
  const headers = valuesOf(given, 'headers').at(-1)
  const includePaths = valuesOf(given, 'include-path')
  const preIncludes = valuesOf(given, 'include')
  const definitions = valuesOf(given, 'define')
  const absolute = (path: string): string => resolved(workingFolder, path)
  const architecture = lastChoice(given, 'arch', architectures)
  const preset = lastChoice(given, 'preset', presets)
  return {
    overrides: {
      ...(headers !== undefined && { headers: absolute(headers) }),
      includePaths: includePaths.map(absolute),
      preIncludes: preIncludes.map(absolute),
      defines: Object.fromEntries(definitions.map(definitionOf)),
      ...(architecture && { architecture }),
      ...(preset && { preset }),
      selection: { select: valuesOf(given, 'select'), ignore: valuesOf(given, 'ignore') },
    },
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
