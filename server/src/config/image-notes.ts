/**
 * Notes of the compiler in an image. gcc adds a section `.note.gnu.property` to an object file; copied into the
 * image, it comes to lie in front of the configuration or, where the sections of an object file have no addresses yet
 * and all begin at zero, over its first bytes.
 */
import type { Translation } from '../c/translate.ts'
import { charactersAt, gnuNotesLength, type ImageBytes } from './image-bytes.ts'
import { signatureOf } from './signature.ts'

export function withoutNotes(file: Uint8Array, headers: Translation): ImageBytes {
  const notes = gnuNotesLength(file)
  if (notes === 0) return { file, start: 0, lost: 0 }
  const behind: ImageBytes = { file, start: notes, lost: 0 }
  return beginsWithSignature(behind, headers) ? behind : { file, start: 0, lost: notes }
}

function beginsWithSignature(bytes: ImageBytes, headers: Translation): boolean {
  return (['system', 'cell'] as const).some((kind) => {
    const signature = signatureOf(kind, { translation: headers })
    return signature !== undefined && charactersAt(bytes, 0, signature.length) === signature
  })
}
