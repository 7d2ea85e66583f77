/**
 * Which texts are worth reading as cell configs. What a file really is shows when it has been read, which takes far
 * longer than a look at its text, and most C files of a tree are none.
 *
 * Any text may come here, a very long one too, so each is gone through once.
 */
import { behindBlank } from '../c/comments.ts'
import { endOfSplicedLine, forgetTokens, tokensOf } from '../c/lexer.ts'
import type { Token } from '../c/token.ts'
import type { SourceFile } from '../text/source-file.ts'

/** Whether a file is worth reading: it is written as a config, or is a variant of one that lies elsewhere. */
export function mayBeConfig(file: SourceFile): boolean {
  return isWrittenAsConfig(file) || includesSource.test(file.text) || isMadeOfIncludes(file.text)
}

/**
 * Whether a text is written as a config: it defines a struct that begins with one of the two headers. Sources of the
 * hypervisor and of the driver use the same structs, but not in this way.
 */
export function isWrittenAsConfig(file: SourceFile): boolean {
  if (!headers.test(file.text)) return false
  const isConfig = hasStructWithHeader(tokensOf(file))
  if (!isConfig) forgetTokens(file)
  return isConfig
}

const headers = /\bjailhouse_(?:system|cell_desc)\b/

function hasStructWithHeader(tokens: readonly Token[]): boolean {
  let isInStruct = false
  return tokens.some(({ text }, index) => {
    if (text === 'struct') isInStruct = true
    const begins = isInStruct && text === '{' && isHeader(tokens.slice(index + 1, index + 5))
    if (text === '{' || text === '}' || text === ';') isInStruct = false
    return begins
  })
}

function isHeader([keyword, tag, name, end]: readonly Token[]): boolean {
  const isNamed = name?.kind === 'identifier' && end?.text === ';'
  return isNamed && keyword?.text === 'struct' && headers.test(tag?.text ?? '')
}

/** Variants of a config include its C file, after defining macros. */
const includesSource = /^[ \t]*#[ \t]*include[ \t]+"[^"\n]+\.c"/m

/** Others include a header with the whole struct, and have nothing but directives and comments themselves. */
function isMadeOfIncludes(text: string): boolean {
  if (!/^[ \t]*#[ \t]*include\b/m.test(text)) return false
  let at = behindBlank(text, 0)
  while (text[at] === '#') at = behindBlank(text, endOfSplicedLine(text, at))
  return at === text.length
}
