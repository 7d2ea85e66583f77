/** `warden/view` and `warden/image`: a config at a stage of its way, and a compiled one field by field. */
import { diagnosticsOf } from '../ide/diagnostics.ts'
import { imageRowsOf, rowAt } from '../ide/listing/image-rows.ts'
import { stageText } from '../ide/listing/stages.ts'
import type { Context } from './context.ts'
import { pathOf } from './conversion.ts'
import { answerCustom } from './custom-requests.ts'
import { imageRequest, viewRequest } from './messages-views.ts'

export function answerViews(context: Context): void {
  const { session } = context
  answerCustom(context, viewRequest, 'the view', async ({ uri, stage }, token) => {
    const path = pathOf(uri)
    const check = path === undefined ? undefined : await session.checkFor(path, token)
    const analysis = check?.files.find(({ file }) => file.path === path)
    return analysis ? { text: stageText(stage, analysis) } : null
  })
  answerCustom(context, imageRequest, 'the image', async ({ uri }, token) => {
    const path = pathOf(uri)
    const check = path === undefined ? undefined : await session.checkFor(path, token)
    const analysis = check?.files.find(({ file }) => file.path === path)
    const [configuration] = analysis?.configurations ?? []
    if (!check || path === undefined || !configuration?.image) return null
    const rows = imageRowsOf(configuration, configuration.image.bytes)
    return {
      title: titleOf(configuration.file.text),
      rows,
      findings: diagnosticsOf(check, path).map(({ rule, severity, message, span }) => ({
        rule,
        severity,
        message,
        row: rowAt(rows, span),
      })),
    }
  })
}

/** The first line of the listing. */
function titleOf(listing: string): string {
  return /^#? ?(.*)/.exec(listing)?.[1] ?? ''
}
