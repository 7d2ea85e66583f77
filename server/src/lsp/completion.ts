/**
 * `textDocument/completion`: what could stand at the cursor of a cell config, and whole new configs for who types their
 * names in another C file. Everything is sent at once: the longest lists take 50 KB and most of them few, so that a
 * `completionItem/resolve` for each item would cost more than it saves.
 */
import {
  type CompletionItem,
  CompletionItemKind,
  type CompletionList,
  type CompletionParams,
  InsertTextFormat,
  InsertTextMode,
} from 'vscode-languageserver'
import { completionsAt } from '../ide/completion/completion.ts'
import { includeCompletions, typedPathAt } from '../ide/completion/include.ts'
import type { Completion, CompletionKind } from '../ide/completion/item.ts'
import { newFileCompletions, newFileWordAt } from '../ide/completion/new-files.ts'
import { hasHoles, plainText, snippetText } from '../ide/completion/template.ts'
import { ownerAt } from '../ide/owner.ts'
import { architectureOfFolder } from '../config/interface.ts'
import { offsetAt, sourceFile, startOfLineAt } from '../text/source-file.ts'
import { includableNames } from '../workspace/includable.ts'
import { folderOf } from '../workspace/paths.ts'
import type { Abilities } from './abilities.ts'
import { type Asked, askedAbout } from './asked.ts'
import type { Context } from './context.ts'
import { pathOf, rangeOf } from './conversion.ts'
import { markupIn } from './markup.ts'

/** What else is typed in words makes editors ask by themselves. */
export const completionOptions = { triggerCharacters: ['.', '<', '"', '/'] }

export function answerCompletion(context: Context): void {
  const { connection, guard, abilities } = context
  connection.onCompletion(
    guard.request<CompletionParams, CompletionList | null>('completion', null, async (params, token) => {
      const asked = await askedAbout(context, params.textDocument.uri, token)
      const found = asked ? inConfig(asked, params, context) : await inOtherFile(context, params, token)
      const items = found.map((one, rank) => itemFrom(one, rank, abilities))
      return items.length === 0 ? null : { isIncomplete: false, items }
    }),
  )
}

function inConfig(
  { analysis, boards, offsetOf, path }: Asked,
  { position, context: asking }: CompletionParams,
  { session, surroundings }: Context,
): readonly Completion[] {
  const offset = offsetOf(position)
  const typed = typedPathAt(analysis.file, offset)
  if (typed) {
    const search = { from: path, folder: typed.folder, isQuoted: typed.isQuoted }
    return includeCompletions(
      typed,
      includableNames(search, analysis.headers, session.roots(), surroundings.files),
    )
  }
  const isForPaths = /^[<"/]$/.test(asking?.triggerCharacter ?? '')
  return isForPaths ? [] : completionsAt(analysis, ownerAt(analysis, boards, offset), offset)
}

/** Nothing is read or looked up unless somebody has typed the beginning of one of the names. */
async function inOtherFile(
  { session, documents }: Context,
  { textDocument: { uri }, position }: CompletionParams,
  token: Parameters<typeof askedAbout>[2],
): Promise<readonly Completion[]> {
  const path = pathOf(uri)
  const document = documents.get(uri)
  if (path === undefined || !path.endsWith('.c') || !document) return []
  const file = sourceFile(path, document.getText())
  const word = newFileWordAt(file, offsetAt(file, { line: position.line, column: position.character }))
  if (!word) return []
  const neighbours = await session.filesToCheck(token)
  const neighbour = neighbours.find((other) => other.endsWith('.c') && folderOf(other) === folderOf(path))
  const check = neighbour === undefined ? undefined : await session.checkFor(neighbour, token)
  const { architecture } = session.settings()
  return newFileCompletions({
    word,
    boards: check?.boards.map(({ board }) => board) ?? [],
    architecture: architectureOfFolder(path) ?? (architecture === 'auto' ? undefined : architecture),
  })
}

function itemFrom(item: Completion, rank: number, abilities: Abilities): CompletionItem {
  const { label, kind, detail, documentation, filter, also } = item
  const isSnippet = abilities.expandsSnippets && hasHoles(item.text)
  return {
    label,
    kind: kinds[kind],
    ...(detail !== undefined &&
      (abilities.showsLabelDetails ? { labelDetails: { description: detail } } : { detail })),
    ...(documentation !== undefined && {
      documentation: markupIn(abilities.describesCompletions, documentation),
    }),
    sortText: `${rank}`.padStart(4, '0'),
    filterText: filter,
    insertTextFormat: isSnippet ? InsertTextFormat.Snippet : InsertTextFormat.PlainText,
    ...(abilities.adjustsIndentation && { insertTextMode: InsertTextMode.adjustIndentation }),
    textEdit: {
      range: rangeOf(item.replaces),
      newText: isSnippet ? snippetText(item.text) : plain(item, abilities),
    },
    ...(0 < also.length && {
      additionalTextEdits: also.map(({ span, text }) => ({ range: rangeOf(span), newText: text })),
    }),
  }
}

/** Editors that do not say how they indent what is inserted may leave it as it is. */
function plain({ text, replaces }: Completion, { adjustsIndentation }: Abilities): string {
  if (adjustsIndentation) return plainText(text)
  const { file, start } = replaces
  const line = file.text.slice(startOfLineAt(file.text, start), start)
  return plainText(text).replaceAll('\n', `\n${/^[ \t]*/.exec(line)?.[0] ?? ''}`)
}

const kinds: Readonly<Record<CompletionKind, CompletionItemKind>> = {
  field: CompletionItemKind.Field,
  constant: CompletionItemKind.Constant,
  macro: CompletionItemKind.Function,
  value: CompletionItemKind.Value,
  element: CompletionItemKind.Snippet,
  file: CompletionItemKind.File,
  folder: CompletionItemKind.Folder,
}
