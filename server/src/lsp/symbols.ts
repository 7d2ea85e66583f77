/** `textDocument/documentSymbol` and `workspace/symbol`: the outline of a config, and symbols of all of them. */
import {
  type DocumentSymbol,
  type DocumentSymbolParams,
  type SymbolInformation,
  SymbolKind,
  type WorkspaceSymbolParams,
} from 'vscode-languageserver'
import type { SymbolKind as Kind } from '../ide/described-elements.ts'
import { type ConfigSymbol, symbolsOf } from '../ide/symbols.ts'
import { symbolsFor } from '../ide/workspace-symbols.ts'
import { isImagePath } from '../workspace/analysis.ts'
import { askedAbout } from './asked.ts'
import type { Context } from './context.ts'
import { rangeOf, uriOf } from './conversion.ts'

export function answerDocumentSymbols(context: Context): void {
  const { connection, guard, abilities } = context
  connection.onDocumentSymbol(
    guard.request<DocumentSymbolParams, DocumentSymbol[] | SymbolInformation[] | null>(
      'document symbols',
      null,
      async ({ textDocument: { uri } }, token) => {
        const asked = await askedAbout(context, uri, token)
        if (!asked) return null
        const symbols = symbolsOf(asked.analysis)
        return abilities.nestsSymbols
          ? symbols.map(documentSymbol)
          : symbols.flatMap((symbol) => flatSymbols(symbol, uri, ''))
      },
    ),
  )
}

/** Nobody reads more, and the editor asks again with every letter. */
const mostSymbols = 300

export function answerWorkspaceSymbols({ connection, guard, session }: Context): void {
  connection.onWorkspaceSymbol(
    guard.request<WorkspaceSymbolParams, SymbolInformation[]>(
      'workspace symbols',
      [],
      async ({ query }, token) => {
        const found: SymbolInformation[] = []
        const paths = await session.configFiles(token)
        for (const path of paths.filter((candidate) => !isImagePath(candidate))) {
          const analysis = await session.analysisOf(path, token)
          for (const { name, container, kind, span } of analysis ? symbolsFor(query, analysis) : []) {
            const location = { uri: uriOf(span.file.path), range: rangeOf(span) }
            found.push({ name, kind: kinds[kind], containerName: container, location })
          }
          if (mostSymbols <= found.length) return found.slice(0, mostSymbols)
        }
        return found
      },
    ),
  )
}

function documentSymbol({ name, detail, kind, span, head, children }: ConfigSymbol): DocumentSymbol {
  return {
    name,
    detail,
    kind: kinds[kind],
    range: rangeOf(span),
    selectionRange: rangeOf(head),
    children: children.map(documentSymbol),
  }
}

/** For clients of before nested symbols. */
function flatSymbols(symbol: ConfigSymbol, uri: string, container: string): readonly SymbolInformation[] {
  const { name, kind, span, children } = symbol
  const own = { name, kind: kinds[kind], containerName: container, location: { uri, range: rangeOf(span) } }
  return [own, ...children.flatMap((child) => flatSymbols(child, uri, name))]
}

/** The protocol knows no regions and interrupts; these have icons that can be told apart. */
const kinds: Readonly<Record<Kind, SymbolKind>> = {
  cell: SymbolKind.Module,
  array: SymbolKind.Array,
  cpus: SymbolKind.Number,
  region: SymbolKind.Struct,
  interrupts: SymbolKind.Event,
  ports: SymbolKind.Interface,
  device: SymbolKind.Object,
  capability: SymbolKind.Property,
  stream: SymbolKind.Key,
  cache: SymbolKind.Struct,
  address: SymbolKind.Constant,
}
