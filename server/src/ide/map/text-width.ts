/**
 * How wide a text will be, without a font at hand: as wide as in the widest of the usual ones (DejaVu Sans, Verdana),
 * so that what fits by this reckoning fits everywhere. And texts cut or broken to fit.
 */
import type { Font } from './drawing.ts'

/** In pixels. */
export function textWidth(text: string, { size, family, isBold }: Font): number {
  let ems = 0
  for (const character of text) ems += family === 'mono' ? monoEms(character) : sansEms(character)
  return ems * size * (isBold && family === 'sans' ? 1.13 : 1)
}

/** The text, or its beginning and `…`; empty where not even two characters of it would fit. */
export function fitted(text: string, width: number, font: Font): string {
  if (textWidth(text, font) <= width) return text
  const characters = Array.from(text)
  for (let length = characters.length - 1; 1 < length; length--) {
    const cut = `${characters.slice(0, length).join('').trimEnd()}…`
    if (textWidth(cut, font) <= width) return cut
  }
  return ''
}

/** The text in lines of at most this width, broken at blanks; a longer word is cut. */
export function brokenLines(text: string, width: number, font: Font): readonly string[] {
  const lines: string[] = []
  let current = ''
  for (const word of text.split(' ')) {
    const longer = current === '' ? word : `${current} ${word}`
    if (current !== '' && width < textWidth(longer, font)) {
      lines.push(fitted(current, width, font))
      current = word
    } else current = longer
  }
  return [...lines, fitted(current, width, font)]
}

/** A name in one line, or broken behind a dash into two; the second is cut where it is still too long. */
export function nameLines(name: string, width: number, font: Font): readonly string[] {
  if (textWidth(name, font) <= width) return [name]
  let first = ''
  for (const part of name.split(/(?<=[-_ ])/)) {
    if (width < textWidth(first + part, font)) break
    first += part
  }
  if (first === '') return [fitted(name, width, font)]
  return [first.trimEnd(), fitted(name.slice(first.length), width, font)].filter((line) => line !== '')
}

function monoEms(character: string): number {
  return isWide(character) ? 1.21 : 0.605
}

function sansEms(character: string): number {
  if (isWide(character)) return 1.05
  if (/[ijl|'.,:;!I]/.test(character)) return 0.34
  if (/[ ftr()[\]/"-]/.test(character)) return 0.42
  if (/[mwMW@%…≈⇄↔×→]/u.test(character)) return 1
  if (/[A-Z&#+=<>–“”]/u.test(character)) return 0.76
  return /[\u0020-\u007e]/.test(character) ? 0.64 : 0.85
}

/** East Asian characters and pictures. */
function isWide(character: string): boolean {
  return (
    0x1100 <= (character.codePointAt(0) ?? 0) &&
    /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\uff60\u{1f000}-\u{3fffd}]/u.test(character)
  )
}
