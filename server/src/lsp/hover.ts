/** `textDocument/hover`: what stands under the pointer, for cell configs; nothing for other files. */
import type { Hover, HoverParams } from 'vscode-languageserver'
import { hoverAt } from '../ide/hover.ts'
import { ownerAt } from '../ide/owner.ts'
import { askedAbout } from './asked.ts'
import type { Context } from './context.ts'
import { rangeOf } from './conversion.ts'

export function answerHover(context: Context): void {
  const { connection, guard, abilities } = context
  connection.onHover(
    guard.request<HoverParams, Hover | null>(
      'hover',
      null,
      async ({ textDocument: { uri }, position }, token) => {
        const asked = await askedAbout(context, uri, token)
        if (!asked) return null
        const { analysis, boards, offsetOf } = asked
        const offset = offsetOf(position)
        const { cell, board } = ownerAt(analysis, boards, offset)
        const content = hoverAt(analysis, cell, board, offset)
        if (!content) return null
        const kind = abilities.readsMarkdown ? 'markdown' : 'plaintext'
        return { contents: { kind, value: content.markdown }, range: rangeOf(content.span) }
      },
    ),
  )
}
