/**
 * Everything that is wrong with a project file: what was found on reading it, and what shows only when the configs that
 * it names have been read.
 */
import { isListed, rootConsoleAt } from '../board/root-console.ts'
import { type Root, rootOf } from '../board/root.ts'
import type { Finding } from '../rules/finding.ts'
import { hex } from '../rules/wording.ts'
import type { FileAnalysis } from './analysis.ts'
import { isWrittenAsConfig } from './config-texts.ts'
import { relativeTo } from './paths.ts'
import type { NamedFile, PlacedConsole } from './project-boards.ts'
import type { Project } from './project-file.ts'
import { findingOfProblem, type ProjectProblem } from './project-problem.ts'

export function projectFindings(
  project: Project,
  analysisOf: (path: string) => FileAnalysis | undefined,
): readonly Finding[] {
  const wrong = project.named.flatMap((named) => wrongKind(named, project, analysisOf(named.path)))
  const silent = project.consoles.flatMap((console) =>
    absentConsole(console, project, analysisOf(console.root)),
  )
  return [...project.problems, ...wrong, ...silent].map(findingOfProblem)
}

/** A config whose struct is broken at the moment may be anything, and has findings of its own. */
function wrongKind(
  { path, as, at }: NamedFile,
  { folder }: Project,
  analysis: FileAnalysis | undefined,
): readonly ProjectProblem[] {
  if (!analysis) return []
  const { configurations, file } = analysis
  const isRight = configurations.some(({ kind }) => kind === (as === 'root' ? 'system' : 'cell'))
  if (isRight || (configurations.length === 0 && isWrittenAsConfig(file))) return []
  const name = relativeTo(folder, path)
  const is =
    configurations.length === 0 ? 'no config' : as === 'root' ? 'the config of a cell' : 'a root config'
  return [
    {
      code: 'project-wrong-kind',
      severity: 'error',
      message: `${name} is ${is}, and named as ${as === 'root' ? 'the root of a board' : 'a cell'} here`,
      at,
    },
  ]
}

/** A UART to which Linux cannot print, since its cell does not have it. Of a file with several roots, with none of them. */
function absentConsole(
  { root: path, address, at }: PlacedConsole,
  { folder }: Project,
  analysis: FileAnalysis | undefined,
): readonly ProjectProblem[] {
  const configurations = analysis?.configurations ?? []
  const roots = configurations.flatMap((one) => (one.kind === 'system' ? [rootOf(one)] : []))
  const isAbsent = (root: Root): boolean =>
    isListed(rootConsoleAt(address, root.architecture), root) === false
  if (roots.length === 0 || !roots.every(isAbsent)) return []
  return [
    {
      code: 'project-no-uart',
      severity: 'warning',
      message: `the root cell of ${relativeTo(folder, path)} has nothing at ${hex(address)}, so Linux cannot print there`,
      help: 'name the first register of the UART, or its first port, as the root configuration lists it',
      at,
    },
  ]
}
