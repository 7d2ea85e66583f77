/** How the command line treats project files: where they are looked for, and when one is too broken to go on. */
import { positionAt } from '../text/source-file.ts'
import { isInside, relativeTo } from '../workspace/paths.ts'
import type { Project } from '../workspace/project-file.ts'
import { isBreaking } from '../workspace/project-problem.ts'
import { repositoryAround } from './disk.ts'

/**
 * Up to where a project file is looked for: to the top of the repository, or to the working folder where that is
 * further out; outside of any repository to the root of the file system.
 */
export function projectSearch(workingFolder: string): (folder: string) => string {
  const known = new Map<string, string>()
  return (folder) => {
    const end = known.get(folder) ?? endFor(folder, workingFolder)
    known.set(folder, end)
    return end
  }
}

function endFor(folder: string, workingFolder: string): string {
  const repository = repositoryAround(folder) ?? '/'
  return isInside(workingFolder, repository) ? workingFolder : repository
}

/** A line for each thing that makes a project file useless; none when all can be relied on. */
export function brokenProjects(projects: readonly Project[], workingFolder: string): readonly string[] {
  return projects.flatMap(({ problems }) =>
    problems.filter(isBreaking).map(({ message, help, at }) => {
      const { line, column } = positionAt(at.file, at.start)
      const place = `${relativeTo(workingFolder, at.file.path)}:${line + 1}:${column + 1}`
      return `${place}: ${message}${help === undefined ? '' : `; ${help}`}`
    }),
  )
}
