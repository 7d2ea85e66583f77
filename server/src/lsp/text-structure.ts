/**
 * `textDocument/foldingRange`, `selectionRange` and `documentLink`: how a text is built, and what it leads to.
 *
 * For C files that are no configs the answer is nothing and not an empty list: an editor that is given a list does
 * without what it would have found by itself.
 */
import {
  type DocumentLink,
  type DocumentLinkParams,
  type FoldingRange,
  FoldingRangeKind,
  type FoldingRangeParams,
  type SelectionRange,
  type SelectionRangeParams,
} from 'vscode-languageserver'
import { type Fold, foldsOf } from '../ide/folding.ts'
import { type FileLink, linksIn } from '../ide/links.ts'
import { selectionsAt } from '../ide/selection.ts'
import type { Span } from '../text/span.ts'
import { askedAbout } from './asked.ts'
import type { Context } from './context.ts'
import { pathOf, rangeOf, uriOf } from './conversion.ts'
import { analysesIn } from './navigation.ts'

export function answerTextStructure(context: Context): void {
  const { connection, guard, session } = context
  connection.onFoldingRanges(
    guard.request<FoldingRangeParams, FoldingRange[] | null>(
      'folding',
      null,
      async ({ textDocument: { uri } }, token) => {
        const asked = await askedAbout(context, uri, token)
        return asked ? foldsOf(asked.analysis.file).map(foldingRange) : null
      },
    ),
  )
  connection.onSelectionRanges(
    guard.request<SelectionRangeParams, SelectionRange[] | null>(
      'growing selections',
      null,
      async ({ textDocument: { uri }, positions }, token) => {
        const asked = await askedAbout(context, uri, token)
        if (!asked) return null
        const { file } = asked.analysis
        return positions.flatMap((position) => selectionRange(selectionsAt(file, asked.offsetOf(position))))
      },
    ),
  )
  connection.onDocumentLinks(
    guard.request<DocumentLinkParams, DocumentLink[] | null>(
      'links',
      null,
      async ({ textDocument: { uri } }, token) => {
        const path = pathOf(uri)
        const named = path === undefined ? [] : session.filesNamedIn(path)
        if (0 < named.length) return named.map(({ at, path: target }) => documentLink({ span: at, target }))
        const asked = await askedAbout(context, uri, token)
        if (!asked) return null
        const paths = analysesIn(asked.check).map(({ file }) => file.path)
        return linksIn(asked.analysis, paths).map(documentLink)
      },
    ),
  )
}

function foldingRange({ first, last, kind }: Fold): FoldingRange {
  const range = { startLine: first, endLine: last }
  switch (kind) {
    case 'code':
      return range
    case 'comment':
      return { ...range, kind: FoldingRangeKind.Comment }
    case 'includes':
      return { ...range, kind: FoldingRangeKind.Imports }
  }
}

/** From the outside to the inside, each one with the one around it. */
function selectionRange(spans: readonly Span[]): readonly SelectionRange[] {
  let around: SelectionRange | undefined
  for (const span of spans.toReversed()) around = { range: rangeOf(span), ...(around && { parent: around }) }
  return around ? [around] : []
}

function documentLink({ span, target }: FileLink): DocumentLink {
  return { range: rangeOf(span), target: uriOf(target) }
}
