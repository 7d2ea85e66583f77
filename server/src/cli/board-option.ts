/**
 * `--board ROOT CELL…`: which board the configs of one run belong to, whatever their names, their folders and the
 * project file say. Every way to get it wrong is a problem of its own.
 */
import type { BoardPin } from '../board/pins.ts'
import type { FileAnalysis } from '../workspace/analysis.ts'
import { asTyped, type Given, valuesOf } from './command.ts'
import { type NamedPath, namedPaths } from './named-paths.ts'

export interface DeclaredBoard {
  /** The root, which is checked along with the cells; none when the option was not given. */
  readonly paths: readonly NamedPath[]
  readonly pins: readonly BoardPin[]
  readonly problems: readonly string[]
}

/** @param operands the cells */
export function declaredBoard(
  given: Given,
  operands: readonly NamedPath[],
  workingFolder: string,
): DeclaredBoard {
  const [typed, ...more] = valuesOf(given, 'board')
  if (typed === undefined) return { paths: [], pins: [], problems: [] }
  const option = `--board ${asTyped(typed)}`
  const { paths, problems } = namedPaths([typed], workingFolder)
  const [root] = paths
  return {
    paths,
    pins: root
      ? [{ root: root.path, cells: operands.map(({ path }) => path), concurrent: [], by: '--board' }]
      : [],
    problems: [
      ...problems.map((problem) => `--board ${problem}`),
      ...(root?.kind === 'folder' ? [`${option}: this is a folder; name the file of the root cell`] : []),
      ...(0 < more.length ? ['--board was given more than once; check one board at a time'] : []),
      ...(given.operands.length === 0 ? [`${option}: name the cells of this board behind it`] : []),
      ...(given.operands.length === 0 ? [] : operands.flatMap(problemOfCell)),
    ],
  }
}

function problemOfCell({ name, kind }: NamedPath): readonly string[] {
  return kind === 'folder' ? [`${name}: this is a folder; with --board, name the cells themselves`] : []
}

/** What of the files was named in a role that it cannot have. Those that are no configs at all are left out. */
export function wrongRoles(
  { paths: [root], pins }: DeclaredBoard,
  cells: readonly NamedPath[],
  files: readonly FileAnalysis[],
): readonly string[] {
  if (pins.length === 0) return []
  const kindsAt = (path: string): readonly string[] =>
    files.find(({ file }) => file.path === path)?.configurations.map(({ kind }) => kind) ?? []
  const isOnly = (path: string, kind: string): boolean =>
    0 < kindsAt(path).length && kindsAt(path).every((one) => one === kind)
  return [
    ...(root && isOnly(root.path, 'cell')
      ? [`--board ${root.name}: this is the config of a cell, and no root configuration`]
      : []),
    ...cells.flatMap(({ name, path }) =>
      isOnly(path, 'system')
        ? [`${name}: this is a root configuration; with --board, name cells behind it`]
        : [],
    ),
  ]
}
