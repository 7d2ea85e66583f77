/**
 * Runs Warden over an example, all rules at once as a user would, and says where in the example each finding is.
 * It neither judges the findings nor shows them to anybody.
 */
import type { Board } from '../../server/src/board/board.ts'
import type { BoardPin } from '../../server/src/board/pins.ts'
import type { CellConfig } from '../../server/src/config/model.ts'
import type { Finding } from '../../server/src/rules/finding.ts'
import type { SuppressedFinding } from '../../server/src/rules/suppressions.ts'
import { positionAt, textOfLine } from '../../server/src/text/source-file.ts'
import type { Span } from '../../server/src/text/span.ts'
import { memoryFiles } from '../../server/src/workspace/file-store.ts'
import { defaultSettings } from '../../server/src/workspace/settings.ts'
import { createWorkspace } from '../../server/src/workspace/workspace.ts'
import { type ExampleFile, exampleBoard } from './example-board.ts'
import { concurrentSetsOf, rootConsoleOf, standardRootPath } from './example-parts.ts'

export interface CheckedExample {
  readonly findings: readonly ExampleFinding[]
  /** What comments in the example keep from being shown. */
  readonly suppressed: readonly SuppressedFinding[]
  /** The paths of C files and images in which no cell config was found: nothing there has been checked. */
  readonly unread: readonly string[]
  readonly boards: readonly Board[]
  /** Cells without a root. */
  readonly orphans: readonly CellConfig[]
}

export interface ExampleFinding {
  readonly finding: Finding
  readonly at: ExampleLine
  readonly related: readonly (ExampleLine & { readonly message: string })[]
}

export interface ExampleLine {
  /** From 0; undefined in what completion has added, and in headers. */
  readonly line: number | undefined
  /** Of the completed file, or of a header. */
  readonly path: string
  readonly text: string
}

export function checkExample(example: string): CheckedExample {
  return checkBoard(exampleBoard(example), pinsOf(example))
}

/** What an example says about its board. */
export function pinsOf(example: string): readonly BoardPin[] {
  const concurrent = concurrentSetsOf(example)
  const rootConsole = rootConsoleOf(example)
  if (concurrent.length === 0 && rootConsole === undefined) return []
  const said = rootConsole === undefined ? { concurrent } : { concurrent, rootConsole }
  return [{ root: standardRootPath, cells: [], ...said, by: 'warden.json' }]
}

/** The same of an example that has been completed already. */
export function checkBoard(board: readonly ExampleFile[], pins: readonly BoardPin[] = []): CheckedExample {
  const files = memoryFiles(
    Object.fromEntries(board.map(({ path, text, image }) => [path, image?.bytes ?? text])),
  )
  const workspace = createWorkspace({ files, settings: { ...defaultSettings, preset: 'all' }, roots: ['/'] })
  const paths = board.map(({ path }) => path).filter((path) => /\.c(ell)?$/.test(path))
  const { findings, suppressed, files: analyses, boards, orphans } = workspace.check(paths, { pins })
  const read = new Set(analyses.flatMap(({ file, configurations }) => configurations.map(() => file.path)))
  return {
    findings: findings.map((finding) => ({
      finding,
      at: exampleLine(finding.span, board),
      related: finding.related.map(({ span, message }) => ({ ...exampleLine(span, board), message })),
    })),
    suppressed,
    unread: paths.filter((path) => !read.has(path)),
    boards: boards.map((one) => one.board),
    orphans,
  }
}

function exampleLine({ file, start }: Span, board: readonly ExampleFile[]): ExampleLine {
  const { line } = positionAt(file, start)
  const text = textOfLine(file, line).trim()
  const example = board.find(({ path }) => path === file.path)
  const dumped = example?.image?.lineOf(Number.parseInt(/^0x[0-9a-f]+/.exec(text)?.[0] ?? '0', 16))
  return { line: example?.exampleLineOf(dumped ?? line), path: file.path, text }
}
