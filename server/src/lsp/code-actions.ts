/** `textDocument/codeAction`: fixes, comments that suppress, pages about findings, the choice of a root, and rewrites. */
import {
  type CodeAction,
  CodeActionKind,
  type CodeActionParams,
  CodeActionTriggerKind,
  type TextEdit as ProtocolEdit,
} from 'vscode-languageserver'
import { type CodeAction as Action, codeActionsFor, type Deed, rewritesBeside } from '../ide/code-actions.ts'
import type { Rewrite } from '../ide/rewrites/rewrite.ts'
import { rewritesAt } from '../ide/rewrites/rewrites.ts'
import type { TextEdit } from '../text/edit.ts'
import { askedAbout } from './asked.ts'
import type { Context } from './context.ts'
import { pageOf, pathOf, rangeOf, uriOf } from './conversion.ts'

export const codeActionOptions = {
  codeActionKinds: [
    CodeActionKind.QuickFix,
    `${CodeActionKind.SourceFixAll}.warden`,
    CodeActionKind.RefactorRewrite,
  ],
}

export interface CodeActionOptions {
  /** Whether the client knows Warden's commands. */
  readonly hasCommands: boolean
  /** The folder of the rules' pages. */
  readonly rulePages: string | undefined
}

/** What is done by a command is only offered to a client that knows it. */
export function answerCodeActions(context: Context, options: CodeActionOptions): void {
  const { connection, guard } = context
  connection.onCodeAction(
    guard.request<CodeActionParams, CodeAction[]>('code actions', [], async (params, token) => {
      const { textDocument, range, context: wanted } = params
      const asked = await askedAbout(context, textDocument.uri, token)
      if (!asked) return []
      const selection = { start: asked.offsetOf(range.start), end: asked.offsetOf(range.end) }
      const actions = codeActionsFor(asked.check.findings, asked.analysis.file, selection)
      const rewrites = isCursorOnItsWay(params) ? [] : rewritesAt(asked.analysis, selection.start)
      return [
        ...actions
          .filter(({ kind }) => isWanted(kind, wanted.only))
          .flatMap((action) => actionFrom(action, params, options)),
        ...rewritesBeside(actions, rewrites)
          .filter(({ kind }) => isWanted(kind, wanted.only))
          .map((rewrite) => rewriteFrom(rewrite, params)),
      ]
    }),
  )
}

/**
 * An editor asks of its own accord wherever the cursor comes to rest, to show that there is something to mend. That
 * something could be written otherwise is no news there: it is for who asks, or has selected something.
 */
function isCursorOnItsWay({ range: { start, end }, context: { triggerKind } }: CodeActionParams): boolean {
  const isSelection = start.line !== end.line || start.character !== end.character
  return triggerKind === CodeActionTriggerKind.Automatic && !isSelection
}

/** A kind stands for all that are written behind it with a dot. Without a wish nothing about whole files is offered. */
function isWanted(kind: string, only: readonly string[] | undefined): boolean {
  if (!only) return !kind.startsWith(`${CodeActionKind.Source}.`)
  return only.some((wanted) => kind === wanted || kind.startsWith(`${wanted}.`))
}

/** None for what the client has no command for. */
function actionFrom(
  action: Action,
  { textDocument: { uri }, context }: CodeActionParams,
  options: CodeActionOptions,
): readonly CodeAction[] {
  const { title, kind, does, finding, isPreferred } = action
  const done = doneBy(does, title, uri, options)
  const line = finding && rangeOf(finding.span).start.line
  const mended = context.diagnostics.filter(
    ({ code, range }) => code === finding?.rule && range.start.line === line,
  )
  return done
    ? [
        {
          title,
          kind,
          ...done,
          ...(isPreferred && { isPreferred }),
          ...(0 < mended.length && { diagnostics: mended }),
        },
      ]
    : []
}

function doneBy(
  does: Deed,
  title: string,
  uri: string,
  { hasCommands, rulePages }: CodeActionOptions,
): Pick<CodeAction, 'edit' | 'command'> | undefined {
  if ('edits' in does) return { edit: editOf(uri, does.edits) }
  if (!hasCommands) return undefined
  if ('asksForRoot' in does) return { command: { title, command: 'warden.chooseRoot', arguments: [uri] } }
  const page = pageOf(does.opensPageOf, rulePages)
  return page === undefined
    ? undefined
    : { command: { title, command: 'warden.openPage', arguments: [page] } }
}

function rewriteFrom(
  { title, kind, edits }: Rewrite,
  { textDocument: { uri } }: CodeActionParams,
): CodeAction {
  return { title, kind, edit: editOf(uri, edits) }
}

/** By document; the one that was asked for keeps the name that the client has for it. */
function editOf(asked: string, edits: readonly TextEdit[]): NonNullable<CodeAction['edit']> {
  const changes: Record<string, ProtocolEdit[]> = {}
  for (const { span, text } of edits) {
    const { path } = span.file
    const uri = path === pathOf(asked) ? asked : uriOf(path)
    ;(changes[uri] ??= []).push({ range: rangeOf(span), newText: text })
  }
  return { changes }
}
