/**
 * Translations of texts in memory, and views of them that read well in a test.
 */
import type { Complaint } from '../../server/src/c/complaint.ts'
import { imageOf } from '../../server/src/c/image.ts'
import { writtenAt } from '../../server/src/c/origin.ts'
import type { IncludeResolver } from '../../server/src/c/preprocessing.ts'
import type { Token } from '../../server/src/c/token.ts'
import { translate, type Translation } from '../../server/src/c/translate.ts'
import { type DataModel, lp64 } from '../../server/src/c/types.ts'
import { sourceFile } from '../../server/src/text/source-file.ts'
import { spanText } from '../../server/src/text/span.ts'

/** The path of the text that is translated; the other files are included by their names. */
export const mainPath = '/main.c'

export interface Surroundings {
  readonly files?: Readonly<Record<string, string>>
  readonly model?: DataModel
}

export function translated(text: string, { files = {}, model = lp64 }: Surroundings = {}): Translation {
  const main = sourceFile(mainPath, text)
  return translate(main, { resolver: resolverOf({ ...files }, main), predefined: [], model })
}

function resolverOf(
  texts: Readonly<Record<string, string>>,
  main: ReturnType<typeof sourceFile>,
): IncludeResolver {
  const files = new Map(Object.entries(texts).map(([path, text]) => [path, sourceFile(path, text)]))
  files.set(main.path, main)
  return { resolve: (name) => files.get(name) ?? { searched: ['/include'] } }
}

/** The complaints, each as `code "the characters it is about": message`. */
export function complaintsOf({ complaints }: Translation): readonly string[] {
  return complaints.map(shown)
}

function shown({ code, message, at }: Complaint): string {
  return `${code} "${spanText(writtenAt(at))}": ${message}`
}

/** The images of all objects, in hexadecimal digits; the reason for one that there is not. */
export function imagesOf({ objects }: Translation): readonly string[] {
  return objects.map(({ type, value }) => {
    const image = imageOf(type, value)
    return image instanceof Uint8Array ? Buffer.from(image).toString('hex') : image.reason
  })
}

/** What the preprocessor makes of a text. */
export function preprocessedText(text: string, files: Readonly<Record<string, string>> = {}): string {
  return textOf(translated(text, { files }).preprocessed.tokens)
}

/** The tokens as text: one blank where there is white space, none where there is none. */
export function textOf(tokens: readonly Token[]): string {
  return tokens
    .filter(({ kind }) => kind !== 'end')
    .map(({ text, spaceBefore, lineStart }, at) => (0 < at && (spaceBefore || lineStart) ? ` ${text}` : text))
    .join('')
}
