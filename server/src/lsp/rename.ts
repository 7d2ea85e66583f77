/**
 * `textDocument/prepareRename` and `rename`. A refusal says why; an editor then asks the next server, or tells the user.
 */
import {
  LSPErrorCodes,
  type PrepareRenameParams,
  type Range,
  type RenameParams,
  ResponseError,
  type TextEdit,
  type WorkspaceEdit,
} from 'vscode-languageserver'
import { renamed, renamingAt } from '../ide/rename.ts'
import { askedAbout } from './asked.ts'
import type { Context } from './context.ts'
import { rangeOf, uriOf } from './conversion.ts'
import { analysesIn } from './navigation.ts'

export function answerRename(context: Context): void {
  const { connection, guard } = context
  connection.onPrepareRename(
    guard.request<PrepareRenameParams, { range: Range; placeholder: string } | null>(
      'preparing a rename',
      null,
      async ({ textDocument: { uri }, position }, token) => {
        const asked = await askedAbout(context, uri, token)
        const renaming = asked && renamingAt(asked.analysis, asked.offsetOf(position))
        if (!renaming) return null
        if (!renaming.isAllowed) throw refusal(renaming.reason)
        return { range: rangeOf(renaming.span), placeholder: renaming.named.name }
      },
    ),
  )
  connection.onRenameRequest(
    guard.request<RenameParams, WorkspaceEdit | null>(
      'renaming',
      null,
      async ({ textDocument: { uri }, position, newName }, token) => {
        const asked = await askedAbout(context, uri, token)
        const renaming = asked && renamingAt(asked.analysis, asked.offsetOf(position))
        if (!renaming) return null
        if (!renaming.isAllowed) throw refusal(renaming.reason)
        const result = renamed(renaming.named, newName, asked.analysis, analysesIn(asked.check))
        if ('reason' in result) throw refusal(result.reason)
        const changes: Record<string, TextEdit[]> = {}
        for (const { span, text } of result.edits)
          (changes[uriOf(span.file.path)] ??= []).push({ range: rangeOf(span), newText: text })
        return { changes }
      },
    ),
  )
}

function refusal(reason: string): ResponseError<never> {
  return new ResponseError(LSPErrorCodes.RequestFailed, `Warden does not rename this: ${reason}.`)
}
