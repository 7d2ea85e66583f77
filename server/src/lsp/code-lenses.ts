/** `textDocument/codeLens`: what stands above a configuration. What a click does is a command of Warden's own client. */
import {
  type CodeLens,
  type CodeLensParams,
  CodeLensRefreshRequest,
  type Command,
} from 'vscode-languageserver'
import { type Lens, lensesIn, lensTitle } from '../ide/code-lens.ts'
import { askedAbout } from './asked.ts'
import type { Context } from './context.ts'
import { rangeOf } from './conversion.ts'
import type { LensWords } from './messages-lenses.ts'
import { refreshBesides } from './refresh-besides.ts'

/** @param hasCommands whether the client knows the commands; any other one gets texts that do nothing */
export function answerCodeLenses(context: Context, hasCommands: boolean): void {
  const { connection, guard } = context
  connection.onCodeLens(
    guard.request<CodeLensParams, CodeLens[] | null>(
      'code lenses',
      null,
      async ({ textDocument: { uri } }, token) => {
        const asked = await askedAbout(context, uri, token)
        if (!asked) return null
        return lensesIn(asked.analysis, asked.check).map((lens) => ({
          range: rangeOf(lens.span),
          command: commandOf(lens, uri, hasCommands),
          ...(hasCommands && { data: lens.words satisfies LensWords }),
        }))
      },
    ),
  )
}

/** Lenses are asked for anew with every change of their document; that headers or settings have changed has to be told. */
export function refreshCodeLenses(context: Context): void {
  const { connection, abilities } = context
  if (!abilities.refreshesCodeLenses) return
  refreshBesides(context, 'refreshing code lenses', () => connection.sendRequest(CodeLensRefreshRequest.type))
}

function commandOf({ words, tooltip, action }: Lens, uri: string, hasCommands: boolean): Command {
  const said = { title: lensTitle(words), ...(tooltip !== '' && { tooltip }) }
  if (!hasCommands) return { ...said, command: '' }
  switch (action.kind) {
    case 'map':
      return { ...said, command: 'warden.showMap', arguments: [uri] }
    case 'root':
      return { ...said, command: 'warden.chooseRoot', arguments: [uri] }
    case 'problems':
      return { ...said, command: 'workbench.actions.view.problems' }
    case 'copy':
      return { ...said, command: 'warden.copyText', arguments: [action.text] }
  }
}
