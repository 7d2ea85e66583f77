/** What the map's page says by itself, in the language of the editor. */
import { l10n } from 'vscode'
import type { MapWords } from '../../server/src/lsp/messages-map.ts'

/** Undefined for English, which the page speaks without being told. */
export function mapWordsInLanguage(): MapWords | undefined {
  if (l10n.bundle === undefined) return undefined
  return {
    skip: l10n.t('Skip the drawing'),
    createdCells: l10n.t('Created cells'),
    address: l10n.t('Address'),
    find: l10n.t('Find'),
    zoom: l10n.t('Zoom'),
    smaller: l10n.t('Smaller'),
    larger: l10n.t('Larger'),
    actualSize: l10n.t('Actual size'),
    fit: l10n.t('Fit'),
    legend: l10n.t('Legend'),
    drawing: l10n.t('Drawing of {0}; the tables below say the same'),
    tables: l10n.t('Tables'),
    memory: l10n.t('Memory'),
    memoryCaption: l10n.t('Who has which physical memory, by rising address.'),
    others: l10n.t('Other resources'),
    othersCaption: l10n.t('Who has what besides memory.'),
    from: l10n.t('From'),
    to: l10n.t('To'),
    size: l10n.t('Size'),
    who: l10n.t('Who'),
    what: l10n.t('What'),
    access: l10n.t('Access'),
    how: l10n.t('How'),
    writtenIn: l10n.t('Written in'),
    state: l10n.t('State'),
    resource: l10n.t('Resource'),
    which: l10n.t('Which'),
    created: l10n.t('{0} created.'),
    destroyed: l10n.t('{0} destroyed.'),
    destroyedSince: l10n.t('{0} destroyed: both have {1}.'),
    noAddress: l10n.t('That is no address in hexadecimal.'),
    nothingThere: l10n.t('{0}: nothing of the board is there.'),
    nobodyThere: l10n.t('{0}: nobody reaches it.'),
  }
}
