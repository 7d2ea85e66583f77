/** `textDocument/inlayHint`: what numbers amount to, beside them; each kind can be switched off. */
import type { InlayHint, InlayHintParams } from 'vscode-languageserver'
import { type InlayHint as Hint, type InlayHintKind, inlayHintsIn } from '../ide/inlay-hints.ts'
import { positionAt, type SourceFile } from '../text/source-file.ts'
import type { Settings } from '../workspace/settings.ts'
import { askedAbout } from './asked.ts'
import type { Context } from './context.ts'
import { refreshBesides } from './refresh-besides.ts'

export function answerInlayHints(context: Context): void {
  const { connection, guard, session } = context
  connection.languages.inlayHint.on(
    guard.request<InlayHintParams, InlayHint[] | null>(
      'inlay hints',
      null,
      async ({ textDocument: { uri }, range }, token) => {
        const asked = await askedAbout(context, uri, token)
        if (!asked) return null
        const { analysis, offsetOf } = asked
        const settings = session.settings().inlayHints
        const place = { start: offsetOf(range.start), end: offsetOf(range.end) }
        const hints = inlayHintsIn(analysis, place, (kind) => settings[settingOf[kind]])
        return hints.map((hint) => hintFrom(hint, analysis.file))
      },
    ),
  )
}

/** Hints follow the document by themselves; that settings or headers have changed the client has to be told. */
export function refreshInlayHints(context: Context): void {
  if (!context.abilities.refreshesInlayHints) return
  refreshBesides(context, 'refreshing inlay hints', () => context.connection.languages.inlayHint.refresh())
}

const settingOf: Readonly<Record<InlayHintKind, keyof Settings['inlayHints']>> = {
  elementIndex: 'elementIndexes',
  regionEnd: 'regionEnds',
  flagNumber: 'flagNumbers',
  cpuList: 'cpuLists',
  interruptIds: 'interruptIds',
  pciAddress: 'pciAddresses',
}

function hintFrom({ offset, text, belongsTo }: Hint, file: SourceFile): InlayHint {
  const { line, column } = positionAt(file, offset)
  return {
    position: { line, character: column },
    label: text,
    ...(belongsTo === 'before' ? { paddingLeft: true } : { paddingRight: true }),
  }
}
