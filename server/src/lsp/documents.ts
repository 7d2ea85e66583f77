/** The open documents: kept in step with the editor, change by change, and shown to the session as files. */
import { TextDocuments } from 'vscode-languageserver'
import { TextDocument } from 'vscode-languageserver-textdocument'
import { pathOf } from './conversion.ts'
import type { Guard } from './guard.ts'
import type { Session } from './session.ts'

export function createDocuments(session: Session, guard: Guard): TextDocuments<TextDocument> {
  const documents = new TextDocuments(TextDocument)
  documents.onDidChangeContent(
    guard.work('reading a document', ({ document }) => {
      const path = pathOf(document.uri)
      if (path !== undefined) session.opened(path, document.getText())
    }),
  )
  documents.onDidClose(
    guard.work('closing a document', ({ document }) => {
      const path = pathOf(document.uri)
      if (path !== undefined) session.closed(path)
    }),
  )
  return documents
}
