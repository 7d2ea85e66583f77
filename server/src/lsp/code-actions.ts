/** `textDocument/codeAction`: fixes, and comments that suppress. */
import { CodeActionKind, type CodeAction, type CodeActionParams } from 'vscode-languageserver'
import { type CodeAction as Action, codeActionsFor } from '../ide/code-actions.ts'
import { askedAbout } from './asked.ts'
import type { Context } from './context.ts'
import { rangeOf } from './conversion.ts'

export const codeActionOptions = {
  codeActionKinds: [CodeActionKind.QuickFix, `${CodeActionKind.SourceFixAll}.warden`],
}

export function answerCodeActions(context: Context): void {
  const { connection, guard } = context
  connection.onCodeAction(
    guard.request<CodeActionParams, CodeAction[]>('code actions', [], async (params, token) => {
      const { textDocument, range, context: wanted } = params
      const asked = await askedAbout(context, textDocument.uri, token)
      if (!asked) return []
      const selection = { start: asked.offsetOf(range.start), end: asked.offsetOf(range.end) }
      return codeActionsFor(asked.check.findings, asked.analysis.file, selection)
        .filter(({ kind }) => isWanted(kind, wanted.only))
        .map((action) => actionFrom(action, params))
    }),
  )
}

/** A kind stands for all that are written behind it with a dot. Without a wish only fixes are offered. */
function isWanted(kind: string, only: readonly string[] | undefined): boolean {
  if (!only) return kind === CodeActionKind.QuickFix
  return only.some((wanted) => kind === wanted || kind.startsWith(`${wanted}.`))
}

function actionFrom(action: Action, { textDocument: { uri }, context }: CodeActionParams): CodeAction {
  const { title, kind, edits, finding, isPreferred } = action
  const line = finding && rangeOf(finding.span).start.line
  const mended = context.diagnostics.filter(
    ({ code, range }) => code === finding?.rule && range.start.line === line,
  )
  return {
    title,
    kind,
    edit: { changes: { [uri]: edits.map(({ span, text }) => ({ range: rangeOf(span), newText: text })) } },
    ...(isPreferred && { isPreferred }),
    ...(0 < mended.length && { diagnostics: mended }),
  }
}
