/**
 * The language server: puts session and handlers together when a client introduces itself, and tells it what it may
 * ask. Where the connection comes from is for the entry points to know.
 */
import {
  type Connection,
  type InitializeParams,
  type InitializeResult,
  TextDocumentSyncKind,
} from 'vscode-languageserver'
import { type Abilities, abilitiesOf } from './abilities.ts'
import { tellChanges } from './changes.ts'
import { answerBoards } from './boards.ts'
import { answerCodeActions, codeActionOptions } from './code-actions.ts'
import { answerCodeLenses, refreshCodeLenses } from './code-lenses.ts'
import { answerCompletion, completionOptions } from './completion.ts'
import { createConfiguration } from './configuration.ts'
import type { Context } from './context.ts'
import { refreshDiagnostics } from './diagnostic-refresh.ts'
import { diagnosticsFor } from './diagnostics.ts'
import { answerDocumentDiagnostics } from './document-diagnostics.ts'
import { createDocuments } from './documents.ts'
import { createGuard } from './guard.ts'
import { answerHover } from './hover.ts'
import { answerInlayHints, refreshInlayHints } from './inlay-hints.ts'
import { answerMap } from './map.ts'
import type { ServerOptions } from './messages.ts'
import { answerNavigation } from './navigation.ts'
import { answerPins } from './pins.ts'
import { publishDiagnostics } from './published-diagnostics.ts'
import { answerRename } from './rename.ts'
import { createReports } from './reports.ts'
import { createSession } from './session.ts'
import { answerSignatureHelp, signatureHelpOptions } from './signature-help.ts'
import type { Surroundings } from './surroundings.ts'
import { answerDocumentSymbols, answerWorkspaceSymbols } from './symbols.ts'
import { answerTextStructure } from './text-structure.ts'
import { answerViews } from './views.ts'
import { registerWatchers, watchFiles } from './watched-files.ts'
import { followFolders, initialRoots } from './workspace-folders.ts'
import { answerWorkspaceDiagnostics } from './workspace-diagnostics.ts'

/** Serves one client, until it goes away. */
export function serve(connection: Connection, surroundings: Surroundings): void {
  connection.onInitialize((params) => start(connection, surroundings, params))
  connection.listen()
}

function start(
  connection: Connection,
  surroundings: Surroundings,
  params: InitializeParams,
): InitializeResult {
  const options = optionsOf(params)
  const abilities = abilitiesOf(params)
  const { rulePages } = options
  const session = createSession(surroundings, initialRoots(params))
  const configuration = createConfiguration(connection, session, abilities, options.settings)
  const { settled } = configuration
  const guard = createGuard(connection, settled)
  const context: Context = {
    connection,
    surroundings,
    abilities,
    session,
    documents: createDocuments(session, guard),
    guard,
    settled,
    diagnosticsFor: (path, token) => diagnosticsFor(path, session, { abilities, rulePages }, token),
  }
  context.documents.listen(connection)
  answerHover(context, rulePages)
  answerCodeActions(context, { hasCommands: options.hasCommands === true, rulePages })
  answerCompletion(context)
  answerSignatureHelp(context)
  answerInlayHints(context)
  answerDocumentSymbols(context)
  answerWorkspaceSymbols(context)
  answerNavigation(context)
  answerRename(context)
  answerTextStructure(context)
  answerCodeLenses(context, options.hasCommands === true)
  answerBoards(context)
  answerPins(context)
  answerMap(context)
  answerViews(context, rulePages)
  if (options.wantsNews) tellChanges(context)
  watchFiles(context)
  session.news.listen(surroundings.stirred)
  const reports = abilities.asksForDiagnostics ? createReports() : undefined
  if (reports) {
    answerDocumentDiagnostics(context, reports)
    answerWorkspaceDiagnostics(context, reports)
  } else publishDiagnostics(context)
  connection.onDidChangeConfiguration(
    guard.work('changing settings', ({ settings }) => configuration.changed(settings)),
  )
  connection.onInitialized(
    guard.work('starting', async () => {
      followFolders(context)
      await configuration.begin()
      if (reports && abilities.refreshesDiagnostics) refreshDiagnostics(context, reports)
      refreshInlayHints(context)
      refreshCodeLenses(context)
      await Promise.all([configuration.register(), registerWatchers(context)])
    }),
  )
  return {
    serverInfo: { name: 'warden', version: surroundings.version },
    capabilities: capabilitiesFor(abilities),
  }
}

function capabilitiesFor({ asksForDiagnostics }: Abilities): InitializeResult['capabilities'] {
  return {
    textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
    hoverProvider: true,
    codeActionProvider: codeActionOptions,
    completionProvider: completionOptions,
    signatureHelpProvider: signatureHelpOptions,
    inlayHintProvider: true,
    codeLensProvider: {},
    documentSymbolProvider: true,
    workspaceSymbolProvider: true,
    definitionProvider: true,
    implementationProvider: true,
    referencesProvider: true,
    documentHighlightProvider: true,
    renameProvider: { prepareProvider: true },
    foldingRangeProvider: true,
    selectionRangeProvider: true,
    documentLinkProvider: {},
    workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
    ...(asksForDiagnostics && {
      diagnosticProvider: { identifier: 'warden', interFileDependencies: true, workspaceDiagnostics: true },
    }),
  }
}

/** The options may be anything: in most editors they come from a file that the user has written. */
function optionsOf({ initializationOptions }: InitializeParams): ServerOptions {
  const given: unknown = initializationOptions
  if (typeof given !== 'object' || given === null) return {}
  return {
    ...('rulePages' in given && typeof given.rulePages === 'string' && { rulePages: given.rulePages }),
    ...('settings' in given && { settings: given.settings }),
    wantsNews: 'wantsNews' in given && given.wantsNews === true,
    hasCommands: 'hasCommands' in given && given.hasCommands === true,
  }
}
