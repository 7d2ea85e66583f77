/**
 * A text while it is written line by line, and where in it the things stand that it is about. It knows nothing of
 * configurations.
 */

/** A stretch of the text, half-open. */
export interface Stretch {
  readonly start: number
  readonly end: number
}

export interface ListingText {
  /** Adds a text; a subject can be found again by it. */
  readonly add: (text: string, subject?: object) => void
  readonly endLine: () => void
  /** What was written so far. */
  readonly text: () => string
  /** Where a subject was written, the last time if there were several. */
  readonly places: ReadonlyMap<object, Stretch>
}

export function listingText(): ListingText {
  const parts: string[] = []
  const places = new Map<object, Stretch>()
  let length = 0
  const add = (text: string, subject?: object): void => {
    if (subject) places.set(subject, { start: length, end: length + text.length })
    parts.push(text)
    length += text.length
  }
  return { add, endLine: () => add('\n'), text: () => parts.join(''), places }
}

/** An offset as a listing begins its lines with it; what follows is aligned up to 64 KiB. */
export function offsetText(offset: number): string {
  return `0x${offset.toString(16).padStart(4, '0')}  `
}

/** `1,236 bytes` */
export function bytesText(count: number): string {
  return `${groupedText(count)} ${count === 1 ? 'byte' : 'bytes'}`
}

function groupedText(count: number): string {
  return `${count}`.replace(/\B(?=(\d{3})+$)/g, ',')
}

/** A text from a file in quotation marks, safe to print. */
export function quotedText(bytes: readonly number[]): string {
  const text = new TextDecoder().decode(Uint8Array.from(bytes))
  return JSON.stringify(text).replace(unprintable, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
  })
}

// oxlint-disable-next-line no-control-regex -- They are what is looked for.
const unprintable = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]/g
