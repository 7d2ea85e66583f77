/**
 * What the client at the other end can do, as far as it matters here. Everything that a client may lack has a
 * fallback or is left out; nothing here decides which.
 */
import type { InitializeParams } from 'vscode-languageserver'

export interface Abilities {
  readonly asksForDiagnostics: boolean
  readonly refreshesDiagnostics: boolean
  readonly showsRelatedPlaces: boolean
  readonly linksCodes: boolean
  readonly readsMarkdown: boolean
  readonly answersConfiguration: boolean
  readonly announcesConfiguration: boolean
  readonly hasFolders: boolean
  readonly watchesFiles: boolean
}

export function abilitiesOf({ capabilities: { workspace, textDocument } }: InitializeParams): Abilities {
  const { diagnostic, publishDiagnostics, hover } = textDocument ?? {}
  return {
    asksForDiagnostics: diagnostic !== undefined,
    refreshesDiagnostics: workspace?.diagnostics?.refreshSupport === true,
    showsRelatedPlaces: (diagnostic?.relatedInformation ?? publishDiagnostics?.relatedInformation) === true,
    linksCodes: (diagnostic?.codeDescriptionSupport ?? publishDiagnostics?.codeDescriptionSupport) === true,
    readsMarkdown: hover?.contentFormat?.includes('markdown') === true,
    answersConfiguration: workspace?.configuration === true,
    announcesConfiguration: workspace?.didChangeConfiguration?.dynamicRegistration === true,
    hasFolders: workspace?.workspaceFolders === true,
    watchesFiles: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
  }
}
