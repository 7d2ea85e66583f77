/**
 * What nearly every request of an editor begins with: the document that it asks about, read and checked with the rest
 * of its board.
 */
import type { CancellationToken, Position } from 'vscode-languageserver'
import type { Board } from '../board/board.ts'
import { offsetAt } from '../text/source-file.ts'
import type { FileAnalysis } from '../workspace/analysis.ts'
import type { Check } from '../workspace/workspace.ts'
import type { Context } from './context.ts'
import { pathOf } from './conversion.ts'
import { stopIfModified } from './guard.ts'

export interface Asked {
  readonly path: string
  readonly check: Check
  readonly analysis: FileAnalysis
  readonly boards: readonly Board[]
  readonly offsetOf: (position: Position) => number
}

/** Undefined for a document that is not open, or no cell config. */
export async function askedAbout(
  { session, documents }: Context,
  uri: string,
  token: CancellationToken,
): Promise<Asked | undefined> {
  const path = pathOf(uri)
  const document = documents.get(uri)
  if (path === undefined || !document) return undefined
  const { version } = document
  const check = await session.checkFor(path, token)
  stopIfModified(version, document.version)
  const analysis = check?.files.find(({ file }) => file.path === path)
  if (!check || !analysis) return undefined
  return {
    path,
    check,
    analysis,
    boards: check.boards.map(({ board }) => board),
    offsetOf: ({ line, character }) => offsetAt(analysis.file, { line, column: character }),
  }
}
