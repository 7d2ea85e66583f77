/**
 * What the user has said about a board: which cells belong to a root, which of them run together, and where Linux in
 * the root cell prints. Names and contents are evidence (`root-evidence.ts`); this is a decision, and it is followed.
 *
 * Where it was said (in a project file, or on the command line) is known only as a word for the output.
 */

/** A board as the user has declared it. All paths are absolute, with `/` between names. */
export interface BoardPin {
  /** The file of the root configuration. */
  readonly root: string
  /** The files of its cells; they may lie in any folder, and be sources or images. */
  readonly cells: readonly string[]
  /** Sets of files of cells that run at the same time. What stands here is a cell of the board in any case. */
  readonly concurrent: readonly (readonly string[])[]
  /** The address of the UART that Linux in the root cell prints to, which no configuration states. */
  readonly rootConsole?: bigint
  /** Where it was said: the name of the project file, or of the option. */
  readonly by: 'warden.json' | '--board'
}

/** The files of all cells that a pin names, each once. */
export function cellsOfPin({ cells, concurrent }: BoardPin): ReadonlySet<string> {
  return new Set([...cells, ...concurrent.flat()])
}
