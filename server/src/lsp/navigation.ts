/**
 * `textDocument/definition`, `implementation`, `references` and `documentHighlight`. Editors show what Warden answers
 * together with what other servers do; where Warden has nothing to add it answers nothing.
 */
import {
  type DocumentHighlight,
  DocumentHighlightKind,
  type Location,
  type ReferenceParams,
  type TextDocumentPositionParams,
} from 'vscode-languageserver'
import type { Analysed } from '../ide/analysed.ts'
import type { Occurrence } from '../ide/named.ts'
import { definitionAt, highlightsAt, implementationAt, referencesAt } from '../ide/navigation.ts'
import { type Owner, ownerAt } from '../ide/owner.ts'
import type { Span } from '../text/span.ts'
import type { Check } from '../workspace/workspace.ts'
import { askedAbout } from './asked.ts'
import type { Context } from './context.ts'
import { rangeOf, uriOf } from './conversion.ts'

export function answerNavigation(context: Context): void {
  const { connection } = context
  connection.onDefinition(
    answering(context, 'definition', ({ analysis, owner, offset }) =>
      definitionAt(analysis, owner, offset)?.places.map(locationOf),
    ),
  )
  connection.onImplementation(
    answering(context, 'implementation', ({ analysis, owner, offset }) =>
      implementationAt(analysis, owner, offset)?.places.map(locationOf),
    ),
  )
  connection.onReferences(
    answering<ReferenceParams, Location>(
      context,
      'references',
      (asked, { context: { includeDeclaration } }) =>
        referencesAt(asked.analysis, analysesIn(asked.check), asked.owner, asked.offset)
          .filter(({ role }) => includeDeclaration || role !== 'declaration')
          .map(({ span }) => locationOf(span)),
    ),
  )
  connection.onDocumentHighlight(
    answering(context, 'highlights', ({ analysis, owner, offset }) =>
      highlightsAt(analysis, owner, offset).map(highlightOf),
    ),
  )
}

interface AskedPlace {
  readonly analysis: Analysed
  readonly check: Check
  readonly owner: Owner
  readonly offset: number
}

function answering<Params extends TextDocumentPositionParams, Item>(
  context: Context,
  what: string,
  answer: (asked: AskedPlace, params: Params) => Item[] | undefined,
) {
  return context.guard.request<Params, Item[] | null>(what, null, async (params, token) => {
    const asked = await askedAbout(context, params.textDocument.uri, token)
    if (!asked) return null
    const { analysis, check, boards } = asked
    const offset = asked.offsetOf(params.position)
    const found = answer({ analysis, check, owner: ownerAt(analysis, boards, offset), offset }, params)
    return found && 0 < found.length ? found : null
  })
}

/** The configs that were checked together: those of the folder, and members of their boards in other folders. */
export function analysesIn({ files, boards }: Check): readonly Analysed[] {
  const known = new Map<string, Analysed>(files.map((analysis) => [analysis.file.path, analysis]))
  for (const { members } of boards)
    for (const configuration of [members.root, ...members.cells.map(({ cell }) => cell)]) {
      const { file, translation, image } = configuration
      if (!known.has(file.path) && image === undefined)
        known.set(file.path, { file, translation, configurations: [configuration] })
    }
  return [...known.values()]
}

function locationOf(span: Span): Location {
  return { uri: uriOf(span.file.path), range: rangeOf(span) }
}

function highlightOf({ span, role }: Occurrence): DocumentHighlight {
  return { range: rangeOf(span), kind: highlightKinds[role] }
}

const highlightKinds: Readonly<Record<Occurrence['role'], DocumentHighlightKind>> = {
  declaration: DocumentHighlightKind.Text,
  write: DocumentHighlightKind.Write,
  read: DocumentHighlightKind.Read,
}
