/** Which boards a file is on: one as a rule, several where a cell fits more than one root. */
import type { Board } from '../board/board.ts'

export function boardsOfFile<Some extends Board>(boards: readonly Some[], path: string): readonly Some[] {
  return boards.filter(({ rootCell, cells }) =>
    [rootCell, ...cells].some(({ configuration }) => configuration.file.path === path),
  )
}
