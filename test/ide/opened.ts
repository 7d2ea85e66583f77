/**
 * A fixture as an editor has it open: the file with the cursor, analysed and checked with the others of its folder;
 * and what features answer, shown as text with the places in guillemets.
 */
import type { Board } from '../../server/src/board/board.ts'
import type { Span } from '../../server/src/text/span.ts'
import { positionAt, type SourceFile, textOfLine } from '../../server/src/text/source-file.ts'
import type { FileAnalysis } from '../../server/src/workspace/analysis.ts'
import { defaultSettings } from '../../server/src/workspace/settings.ts'
import { type Check, createWorkspace } from '../../server/src/workspace/workspace.ts'
import { folderOf } from '../../server/src/workspace/paths.ts'
import { fixture } from '../fixture.ts'

export interface Opened {
  readonly analysis: FileAnalysis
  readonly check: Check
  readonly boards: readonly Board[]
  readonly offset: number
}

/** The file with `$0` is the one that is open. */
export function opened(text: string): Opened {
  const { files, path, offset } = fixture(text)
  const workspace = createWorkspace({ files, settings: defaultSettings, roots: ['/'] })
  const analysis = workspace.analysis(path)
  if (!analysis) throw new Error('the file with the cursor cannot be read')
  const check = workspace.check(workspace.configsOf(folderOf(path)))
  return { analysis, check, boards: check.boards.map(({ board }) => board), offset }
}

/** `cell.c: .size = «KB»,` the line with the place in guillemets; of several lines the first. */
export function placeText({ file, start, end }: Span): string {
  const { line, column } = positionAt(file, start)
  const text = textOfLine(file, line)
  const marked = `${text.slice(0, column)}«${text.slice(column, column + end - start)}»${text.slice(column + end - start)}`
  return `${file.path.replace(/^.*\//, '')}: ${marked.trim()}`
}

/** The lines of a file that something was put into, with it. */
export function linesWith(
  file: SourceFile,
  marks: readonly { readonly offset: number; readonly text: string }[],
): string {
  const touched = new Set(marks.map(({ offset }) => positionAt(file, offset).line))
  let text = file.text
  for (const mark of marks.toReversed())
    text = text.slice(0, mark.offset) + mark.text + text.slice(mark.offset)
  return text
    .split('\n')
    .filter((_, line) => touched.has(line))
    .map((line) => line.trim())
    .join('\n')
}
