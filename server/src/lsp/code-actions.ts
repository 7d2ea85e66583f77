/** `textDocument/codeAction`: fixes, and comments that suppress. */
import {
  CodeActionKind,
  type CodeAction,
  type CodeActionParams,
  type TextEdit as ProtocolEdit,
} from 'vscode-languageserver'
import { type CodeAction as Action, codeActionsFor } from '../ide/code-actions.ts'
import { askedAbout } from './asked.ts'
import type { Context } from './context.ts'
import type { TextEdit } from '../text/edit.ts'
import { pathOf, rangeOf, uriOf } from './conversion.ts'

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
    edit: { changes: changesOf(edits, uri) },
    ...(isPreferred && { isPreferred }),
    ...(0 < mended.length && { diagnostics: mended }),
  }
}

/** By document; the one that was asked for keeps the name that the client has for it. */
function changesOf(edits: readonly TextEdit[], asked: string): Record<string, ProtocolEdit[]> {
  const changes: Record<string, ProtocolEdit[]> = {}
  for (const { span, text } of edits) {
    const { path } = span.file
    const uri = path === pathOf(asked) ? asked : uriOf(path)
    ;(changes[uri] ??= []).push({ range: rangeOf(span), newText: text })
  }
  return changes
}
