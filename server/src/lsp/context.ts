/** What every handler is given when it is installed. */
import type { CancellationToken, Connection, Diagnostic, TextDocuments } from 'vscode-languageserver'
import type { TextDocument } from 'vscode-languageserver-textdocument'
import type { Abilities } from './abilities.ts'
import type { Guard } from './guard.ts'
import type { Session } from './session.ts'
import type { Surroundings } from './surroundings.ts'

export interface Context {
  readonly connection: Connection
  readonly surroundings: Surroundings
  readonly abilities: Abilities
  readonly session: Session
  readonly documents: TextDocuments<TextDocument>
  readonly guard: Guard
  /** Resolves when the settings are known. */
  readonly settled: () => Promise<void>
  /** What is to be shown in a file; nothing for files that are no cell configs. */
  readonly diagnosticsFor: (path: string, token: CancellationToken) => Promise<readonly Diagnostic[]>
}
