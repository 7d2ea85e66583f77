/**
 * What the client at the other end can do, as far as it matters here. Everything that a client may lack has a
 * fallback or is left out; nothing here decides which.
 */
import {
  DiagnosticTag,
  type InitializeParams,
  InsertTextMode,
  type MarkupKind,
  type WorkspaceClientCapabilities,
} from 'vscode-languageserver'
import type { Notation } from './markup.ts'

export interface Abilities {
  /** It asks for diagnostics, and asks again when it is told to: the others of a board change along with a file. */
  readonly asksForDiagnostics: boolean
  readonly refreshesDiagnostics: boolean
  readonly showsRelatedPlaces: boolean
  readonly linksCodes: boolean
  /** How it shows the text of hovers, of completions and of signatures. */
  readonly hovers: Notation
  readonly describesCompletions: Notation
  readonly describesSignatures: Notation
  readonly answersConfiguration: boolean
  readonly announcesConfiguration: boolean
  readonly hasFolders: boolean
  readonly watchesFiles: boolean
  readonly refreshesInlayHints: boolean
  readonly refreshesCodeLenses: boolean
  /** It can dim what a diagnostic says to be unnecessary. */
  readonly dimsUnnecessary: boolean
  /** Document symbols may have others in them. */
  readonly nestsSymbols: boolean
  /** Of what completion inserts, it fills in the holes. */
  readonly expandsSnippets: boolean
  /** It says beside each completion what that is, not only beside the selected one. */
  readonly showsLabelDetails: boolean
  /** It indents what completion inserts like the line around it. */
  readonly adjustsIndentation: boolean
  /** It takes the parameters of a signature as places in it. */
  readonly takesLabelOffsets: boolean
}

export function abilitiesOf({ capabilities, clientInfo }: InitializeParams): Abilities {
  const { workspace, textDocument } = capabilities
  const { diagnostic, publishDiagnostics, hover, documentSymbol } = textDocument ?? {}
  const { completionItem } = textDocument?.completion ?? {}
  const { signatureInformation } = textDocument?.signatureHelp ?? {}
  const refreshesDiagnostics = refreshSupportIn(workspace) && clientInfo?.name !== refreshesOnlyOthers
  const tags = (diagnostic?.tagSupport ?? publishDiagnostics?.tagSupport)?.valueSet ?? []
  return {
    // Who can do both is better served with what is published than with what is never refreshed.
    asksForDiagnostics: diagnostic !== undefined && (refreshesDiagnostics || !publishDiagnostics),
    refreshesDiagnostics,
    showsRelatedPlaces: (diagnostic?.relatedInformation ?? publishDiagnostics?.relatedInformation) === true,
    linksCodes: (diagnostic?.codeDescriptionSupport ?? publishDiagnostics?.codeDescriptionSupport) === true,
    hovers: notationIn(hover?.contentFormat),
    describesCompletions: notationIn(completionItem?.documentationFormat),
    describesSignatures: notationIn(signatureInformation?.documentationFormat),
    answersConfiguration: workspace?.configuration === true,
    announcesConfiguration: workspace?.didChangeConfiguration?.dynamicRegistration === true,
    hasFolders: workspace?.workspaceFolders === true,
    watchesFiles: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    refreshesInlayHints: workspace?.inlayHint?.refreshSupport === true,
    refreshesCodeLenses: workspace?.codeLens?.refreshSupport === true,
    dimsUnnecessary: tags.includes(DiagnosticTag.Unnecessary),
    nestsSymbols: documentSymbol?.hierarchicalDocumentSymbolSupport === true,
    expandsSnippets: completionItem?.snippetSupport === true,
    showsLabelDetails: completionItem?.labelDetailsSupport === true,
    adjustsIndentation:
      completionItem?.insertTextModeSupport?.valueSet.includes(InsertTextMode.adjustIndentation) === true,
    takesLabelOffsets: signatureInformation?.parameterInformation?.labelOffsetSupport === true,
  }

  /** Tables are in no standard of Markdown. Who says what reads it, knows them; who does not, may show the strokes. */
  function notationIn(formats: readonly MarkupKind[] | undefined): Notation {
    if (!formats?.includes('markdown')) return 'plain text'
    return capabilities.general?.markdown ? 'Markdown with tables' : 'Markdown'
  }
}

/**
 * Neovim (seen in 0.12) asks about the whole workspace when it is to refresh, and then keeps for the documents that are
 * open what it had.
 */
const refreshesOnlyOthers = 'Neovim'

/** Helix (seen in 25.07) announces it by the name that diagnostics of documents have. */
function refreshSupportIn(workspace: Misnamed | undefined): boolean {
  return (workspace?.diagnostics ?? workspace?.diagnostic)?.refreshSupport === true
}

interface Misnamed extends WorkspaceClientCapabilities {
  readonly diagnostic?: WorkspaceClientCapabilities['diagnostics']
}
