/**
 * Everything that is wrong with a project file: what was found on reading it, and what shows only when the configs that
 * it names have been read.
 */
import type { Finding } from '../rules/finding.ts'
import { type FileAnalysis, isWrittenAsConfig } from './analysis.ts'
import { relativeTo } from './paths.ts'
import type { NamedFile } from './project-boards.ts'
import type { Project } from './project-file.ts'
import { findingOfProblem, type ProjectProblem } from './project-problem.ts'

export function projectFindings(
  project: Project,
  analysisOf: (path: string) => FileAnalysis | undefined,
): readonly Finding[] {
  const wrong = project.named.flatMap((named) => wrongKind(named, project, analysisOf(named.path)))
  return [...project.problems, ...wrong].map(findingOfProblem)
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
