/** `textDocument/hover`: what stands under the pointer, for cell configs; nothing for other files. */
import type { Hover, HoverParams } from 'vscode-languageserver'
import { hoverAt } from '../ide/hover.ts'
import { ownerAt } from '../ide/owner.ts'
import { askedAbout } from './asked.ts'
import type { Context } from './context.ts'
import { pageOf, rangeOf } from './conversion.ts'
import { markupIn } from './markup.ts'

/** @param rulePages the folder of the rules' pages, as a URI; without it comments that suppress rules lead nowhere */
export function answerHover(context: Context, rulePages?: string): void {
  const pages = (rule: string): string | undefined => pageOf(rule, rulePages)
  const { connection, guard, abilities } = context
  connection.onHover(
    guard.request<HoverParams, Hover | null>(
      'hover',
      null,
      async ({ textDocument: { uri }, position }, token) => {
        const asked = await askedAbout(context, uri, token)
        if (!asked) return null
        const { analysis, boards, check, offsetOf } = asked
        const offset = offsetOf(position)
        const { suppressed } = check
        const surroundings = { ...ownerAt(analysis, boards, offset), suppressed, pageOf: pages }
        const content = hoverAt(analysis, surroundings, offset)
        if (!content) return null
        const contents = markupIn(abilities.hovers, content.markdown)
        return { contents, range: rangeOf(content.span) }
      },
    ),
  )
}
