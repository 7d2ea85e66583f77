/**
 * Images in examples, as `hexdump -C` shows them: an offset and up to sixteen bytes a line, a `*` where the line
 * before it repeats, and the length of the file at the end. Findings about an image point into its listing; here the
 * line of the dump is found that holds the bytes.
 */

export interface DumpedImage {
  readonly bytes: Uint8Array
  /** The line of the dump, from 0, that holds the byte at an offset, or the last one before it. */
  readonly lineOf: (offset: number) => number
}

/** Throws on a line that is none of a dump. */
export function imageOfDump(dump: string): DumpedImage {
  const lines: { readonly line: number; readonly offset: number }[] = []
  const bytes: number[] = []
  let before: readonly number[] = []
  let repeats = false
  for (const [line, text] of dump.split('\n').entries()) {
    if (text.trim() === '') continue
    if (text.trim() === '*') {
      repeats = true
      continue
    }
    const parsed = /^([0-9a-f]{8})((?: {1,2}[0-9a-f]{2})*)\s*$/.exec(text)
    if (!parsed) throw new Error(`\`${text}\` is no line of a hex dump`)
    const offset = Number.parseInt(parsed[1] ?? '', 16)
    if (repeats) while (bytes.length < offset && 0 < before.length) bytes.push(...before)
    if (bytes.length !== offset) throw new Error(`\`${text}\` follows byte ${bytes.length}`)
    repeats = false
    before = (parsed[2] ?? '')
      .split(/ +/)
      .filter(Boolean)
      .map((digits) => Number.parseInt(digits, 16))
    bytes.push(...before)
    lines.push({ line, offset })
  }
  return {
    bytes: Uint8Array.from(bytes),
    lineOf: (offset) => lines.findLast((candidate) => candidate.offset <= offset)?.line ?? 0,
  }
}
