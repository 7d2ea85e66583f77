/**
 * Tells the server what is in open headers, as it is told of configs, but lets it be asked nothing about them: all that
 * the client offers for its own documents is left to whoever else looks after C and C++.
 */
import {
  DidChangeTextDocumentNotification,
  DidCloseTextDocumentNotification,
  DidOpenTextDocumentNotification,
  type LanguageClient,
  type StaticFeature,
  TextDocumentSyncKind,
} from 'vscode-languageclient/node'
import { headerSelector } from './selector.ts'

export function openHeaders(client: LanguageClient): StaticFeature {
  const documentSelector = [...headerSelector]
  return {
    fillClientCapabilities: () => undefined,
    getState: () => ({ kind: 'static' }),
    // When the server stops, the client forgets what was registered.
    initialize: () => {
      client
        .getFeature(DidOpenTextDocumentNotification.method)
        .register({ id: 'warden-headers-open', registerOptions: { documentSelector } })
      client.getFeature(DidChangeTextDocumentNotification.method).register({
        id: 'warden-headers-change',
        registerOptions: { documentSelector, syncKind: TextDocumentSyncKind.Incremental },
      })
      client
        .getFeature(DidCloseTextDocumentNotification.method)
        .register({ id: 'warden-headers-close', registerOptions: { documentSelector } })
    },
    clear: () => undefined,
  }
}
