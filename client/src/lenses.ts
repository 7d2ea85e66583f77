/** The code lenses in the language of the editor. In English they come from the server as they are. */
import { type CodeLens, l10n } from 'vscode'
import type { Counts } from '../../server/src/lsp/messages-boards.ts'
import { type LensWords, lensWords } from '../../server/src/lsp/messages-lenses.ts'
import { countsText } from './words.ts'

/** The same lenses, each with a title in the language of the editor where there is a translation. */
export function inLanguage<Lens extends Pick<CodeLens, 'command'>>(lenses: readonly Lens[]): readonly Lens[] {
  if (l10n.bundle === undefined) return lenses
  for (const lens of lenses) {
    const words = lensWords.safeParse('data' in lens ? lens.data : undefined)
    if (!lens.command || !words.success) continue
    const { tooltip } = lens.command
    lens.command = {
      ...lens.command,
      title: titleOf(words.data),
      ...(tooltip !== undefined && { tooltip: tooltipOf(words.data, tooltip) }),
    }
  }
  return lenses
}

function titleOf(words: LensWords): string {
  switch (words.kind) {
    case 'board':
      if (words.cells === 0) return l10n.t('board without cells')
      return words.cells === 1 ? l10n.t('board of 1 cell') : l10n.t('board of {0} cells', words.cells)
    case 'roots':
      if (words.roots.length === 0) return l10n.t('no root cell found')
      return words.roots.length === 1
        ? l10n.t('on the board of {0}', namesText(words.roots))
        : l10n.t('could be on the boards of {0}', namesText(words.roots))
    case 'findings':
      return findingsText(words.counts)
    case 'beside':
      if (words.can.length === 0) return l10n.t('runs beside no other cell')
      return words.cannot.length === 0
        ? l10n.t('can run beside {0}', namesText(words.can))
        : l10n.t('can run beside {0}, not beside {1}', namesText(words.can), namesText(words.cannot))
    case 'together':
      if (words.only !== null) return l10n.t('{0} can run together', words.only)
      return words.isComplete
        ? l10n.t('{0} ways to run cells together', words.sets)
        : l10n.t('more than {0} ways to run cells together', words.sets)
    case 'linux':
      return `Linux: ${words.options}`
  }
}

/** Hints are not worth a word as long as there is anything else. */
function findingsText(counts: Counts): string {
  const hasOthers = 0 < counts.error + counts.warning + counts.information
  return countsText(hasOthers ? { ...counts, hint: 0 } : counts)
}

/** A tooltip names files, or gives a reason from the server; one is a sentence of the editor's. */
function tooltipOf({ kind }: LensWords, tooltip: string): string {
  return kind === 'linux'
    ? l10n.t(
        'What to write on the command line of Linux, so that it leaves the hypervisor and the cells their memory',
      )
    : tooltip
}

const mostNames = 3

function namesText(names: readonly string[]): string {
  if (names.length <= mostNames) return names.join(', ')
  const shown = names.slice(0, mostNames - 1).join(', ')
  return l10n.t('{0} and {1} more', shown, names.length - mostNames + 1)
}
