/** Where something is defined, in the words of a hover: `include/jailhouse/cell-config.h`, line 118. */
import type { Token } from '../c/token.ts'
import { positionAt, type SourceFile } from '../text/source-file.ts'
import { code, type Inline } from './markdown.ts'

/** The file and line of a token, as seen from the file that is being read. */
export function placeOf(token: Token, from: SourceFile): Inline {
  if (token.file.path.startsWith('<warden>/'))
    return `${code(shortPath(token.file, from))}, built into Warden`
  if (token.file.path === '<built-in>') return 'by the compiler'
  if (token.file.path.startsWith('<')) return 'outside of the text: by the settings, or by every compiler'
  return `${code(shortPath(token.file, from))}, line ${positionAt(token.file, token.start).line + 1}`
}

/** The path from the last folder that both files are in; the whole one where they have none in common. */
export function shortPath(file: SourceFile, from: SourceFile): string {
  const names = file.path.replace(/^<warden>\//, '').split('/')
  const others = from.path.split('/')
  let common = 0
  while (common < names.length - 1 && names[common] === others[common]) common++
  return common <= 1 && file.path.startsWith('/')
    ? file.path
    : names.slice(common <= 1 ? 0 : common).join('/')
}
