/**
 * `warden/view`, `warden/image` and `warden/imageHover`: a config at a stage of its way, and a compiled one field by
 * field.
 */
import type { CancellationToken } from 'vscode-languageserver'
import { diagnosticsOf, type FileDiagnostic } from '../ide/diagnostics.ts'
import { rowHover } from '../ide/hover-row.ts'
import { type ImageRow, imageRowsOf, rowAt } from '../ide/listing/image-rows.ts'
import { stageText } from '../ide/listing/stages.ts'
import { ownerAt } from '../ide/owner.ts'
import type { FileAnalysis } from '../workspace/analysis.ts'
import type { Check } from '../workspace/workspace.ts'
import type { Context } from './context.ts'
import { isInFile, pageOf, pathOf, rangeOf, uriOf } from './conversion.ts'
import { answerCustom } from './custom-requests.ts'
import { type ImageAnswer, imageHoverRequest, imageRequest, viewRequest } from './messages-views.ts'

/** @param rulePages the folder of the rules' pages, as a URI; without it findings have no pages */
export function answerViews(context: Context, rulePages?: string): void {
  answerCustom(context, viewRequest, 'the view', async ({ uri, stage }, token) => {
    const read = await readFile(context, uri, token)
    return read ? { text: stageText(stage, read.analysis) } : null
  })
  answerCustom(context, imageRequest, 'the image', async ({ uri }, token) => {
    const read = await readFile(context, uri, token)
    const [configuration] = read?.analysis.configurations ?? []
    if (!read || !configuration?.image) return null
    const rows = imageRowsOf(configuration, configuration.image.bytes)
    return {
      title: titleOf(configuration.file.text),
      rows,
      findings: diagnosticsOf(read.check, configuration.file.path).map((one) =>
        findingAt(one, rows, rulePages),
      ),
    }
  })
  answerCustom(context, imageHoverRequest, 'the explanation', async ({ uri, field }, token) => {
    const read = await readFile(context, uri, token)
    const [configuration] = read?.analysis.configurations ?? []
    if (!read || !configuration?.image) return null
    const boards = read.check.boards.map(({ board }) => board)
    const markdown = rowHover(configuration, field, ownerAt(read.analysis, boards, 0))
    return markdown === undefined ? null : { markdown }
  })
}

/** A file, open or not, and the check that it is part of. */
async function readFile(
  { session }: Context,
  uri: string,
  token: CancellationToken,
): Promise<{ readonly check: Check; readonly analysis: FileAnalysis } | undefined> {
  const path = pathOf(uri)
  const check = path === undefined ? undefined : await session.checkFor(path, token)
  const analysis = check?.files.find(({ file }) => file.path === path)
  return check && analysis && { check, analysis }
}

/** @param rows those of the image that the finding is about */
function findingAt(
  { rule, severity, message, span, related }: FileDiagnostic,
  rows: readonly ImageRow[],
  rulePages: string | undefined,
): ImageAnswer['findings'][number] {
  return {
    rule,
    severity,
    message,
    row: rowAt(rows, span),
    range: rangeOf(span),
    page: pageOf(rule, rulePages) ?? null,
    related: related
      .filter((place) => isInFile(place.span.file))
      .map((place) => ({
        uri: uriOf(place.span.file.path),
        range: rangeOf(place.span),
        row: place.span.file === span.file ? rowAt(rows, place.span) : null,
        message: place.message,
      })),
  }
}

/** The first line of the listing. */
function titleOf(listing: string): string {
  return /^#? ?(.*)/.exec(listing)?.[1] ?? ''
}
