/** Numbers of things in the language of the editor. */
import { l10n } from 'vscode'
import type { Counts } from '../../server/src/lsp/messages-boards.ts'

/** `2 errors, 1 warning` */
export function countsText({ error, warning, information, hint }: Counts): string {
  const texts = [
    ...(error === 0 ? [] : [error === 1 ? l10n.t('1 error') : l10n.t('{0} errors', error)]),
    ...(warning === 0 ? [] : [warning === 1 ? l10n.t('1 warning') : l10n.t('{0} warnings', warning)]),
    ...(information === 0 ? [] : [l10n.t('{0} for information', information)]),
    ...(hint === 0 ? [] : [hint === 1 ? l10n.t('1 hint') : l10n.t('{0} hints', hint)]),
  ]
  return texts.length === 0 ? l10n.t('no findings') : texts.join(', ')
}
