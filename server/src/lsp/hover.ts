/** `textDocument/hover`: what stands under the pointer, for cell configs; nothing for other files. */
import type { Hover, HoverParams } from 'vscode-languageserver'
import { hoverAt } from '../ide/hover.ts'
import { ownerAt } from '../ide/owner.ts'
import { offsetAt } from '../text/source-file.ts'
import type { Context } from './context.ts'
import { pathOf, rangeOf } from './conversion.ts'
import { stopIfModified } from './guard.ts'

export function answerHover({ connection, guard, session, documents, abilities }: Context): void {
  connection.onHover(
    guard.request<HoverParams, Hover | null>(
      'hover',
      null,
      async ({ textDocument: { uri }, position: { line, character } }, token) => {
        const path = pathOf(uri)
        const document = documents.get(uri)
        if (path === undefined || !document) return null
        const { version } = document
        const check = await session.checkFor(path, token)
        stopIfModified(version, document.version)
        const analysis = check?.files.find(({ file }) => file.path === path)
        if (!check || !analysis) return null
        const offset = offsetAt(analysis.file, { line, column: character })
        const boards = check.boards.map(({ board }) => board)
        const { cell, board } = ownerAt(analysis, boards, offset)
        const content = hoverAt(analysis, cell, board, offset)
        if (!content) return null
        const kind = abilities.readsMarkdown ? 'markdown' : 'plaintext'
        return { contents: { kind, value: content.markdown }, range: rangeOf(content.span) }
      },
    ),
  )
}
