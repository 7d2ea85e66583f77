/** The language that the extension speaks at the moment, for those who read its pages aloud. */
import { env, l10n } from 'vscode'

/** As a page declares it: that of the editor if there is a translation, or else English. */
export function pageLanguage(): string {
  return l10n.bundle === undefined ? 'en' : env.language
}
