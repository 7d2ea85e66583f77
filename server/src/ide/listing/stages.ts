/**
 * What an editor shows beside a config, always as text: a config that is being typed may have no image at the moment,
 * and then the text says why.
 */
import type { Translation } from '../../c/translate.ts'
import type { Configuration } from '../../config/model.ts'
import { cellText } from './cell.ts'
import { bytesOfConfiguration, imageText } from './image.ts'
import { preprocessedText } from './preprocessed.ts'

/** As `warden dump --stage` calls them. */
export type Stage = 'preprocessed' | 'cell' | 'image'

interface ReadFile {
  readonly translation: Translation
  /** None while the struct is broken. */
  readonly configurations: readonly Configuration[]
}

export function stageText(stage: Stage, { translation, configurations }: ReadFile): string {
  if (stage === 'preprocessed') return preprocessedText(translation)
  if (configurations.length === 0) return '# There is no cell config in this file at the moment.\n'
  return configurations.map(stage === 'cell' ? cellText : imageOrReason).join('\n')
}

function imageOrReason(configuration: Configuration): string {
  const bytes = bytesOfConfiguration(configuration)
  const { text } = configuration.place.first
  return bytes instanceof Uint8Array
    ? imageText(configuration, bytes)
    : `# ${text} has no image, because ${bytes.reason}.\n`
}
