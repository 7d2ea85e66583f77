/**
 * Included files: which file an `#include` names, and when it need not be read a second time.
 */
import type { SourceFile } from '../text/source-file.ts'
import { guardOf } from './directive-conditions.ts'
import { expandTokens } from './expansion.ts'
import { lex } from './lexer.ts'
import { limits } from './limits.ts'
import { originOf } from './origin.ts'
import { complainAbout, type Frame, type Reading } from './reading.ts'
import type { Token } from './token.ts'

/** Puts a file on top of those that are open, unless its guard says that it has no effect. */
export function openFile(file: SourceFile, reading: Reading): void {
  const guard = guardOf(file)
  if (
    reading.readOnce.has(file) ||
    (guard !== undefined && reading.macros.has(guard) && reading.files.has(file))
  )
    return
  const { tokens } = lex(file)
  reading.files.add(file)
  reading.opened.files++
  reading.opened.tokens += tokens.length
  reading.frames.push({ file, tokens, at: 0, groups: [] })
}

/** `#include`: the file is opened, and read before the next line of this one. */
export function include(
  hash: Token,
  directive: Token,
  rest: readonly Token[],
  frame: Frame,
  reading: Reading,
): void {
  const wanted = includedName(rest) ?? includedName(expandTokens(rest, reading.expander))
  const last = rest.at(-1) ?? directive
  complainWithinCall(hash, last, reading)
  if (!wanted) {
    complainAbout(directive, 'expected `"name"` or `<name>` behind `#include`', reading, originOf(hash, last))
    return
  }
  const found = reading.options.resolver.resolve(wanted.name, wanted.quoted, frame.file)
  const target = 'searched' in found ? undefined : found
  reading.includes.push({ directive: originOf(hash, last), ...wanted, target })
  if ('searched' in found)
    complainAboutInclude(rest[0] ?? directive, last, wanted.name, found.searched, reading)
  else {
    const limit = limitReached(reading)
    if (limit === undefined) openFile(found, reading)
    else if (!reading.isFull)
      reading.complain({ code: 'c-limit', severity: 'error', message: limit, at: originOf(hash, last) })
    reading.isFull ||= limit !== undefined
  }
}

/** gcc takes the end of an included file for the end of the call. */
function complainWithinCall(hash: Token, last: Token, { complain, expander }: Reading): void {
  const macro = expander.unfinished
  if (!macro) return
  complain({
    code: 'c-macro-call',
    severity: 'error',
    message: `an \`#include\` cannot stand among the arguments of \`${macro.text}\``,
    at: originOf(hash, last),
    related: [{ at: originOf(macro), message: 'the call, which is not closed yet' }],
  })
}

/** What stands against opening one more file; such a translation is not worth more than one complaint about it. */
function limitReached({ frames, opened }: Reading): string | undefined {
  if (limits.includeDepth <= frames.length)
    return `includes nested more than ${limits.includeDepth} deep are not followed`
  if (limits.openedFiles <= opened.files || limits.includedTokens < opened.tokens)
    return `no further file is included: these are ${opened.files} files with ${opened.tokens} tokens already`
  return undefined
}

export interface IncludedName {
  readonly name: string
  /** In quotation marks: it is looked for beside the file that names it first. */
  readonly quoted: boolean
}

/** The name behind an `#include`; undefined where none is written, as with a macro that stands for one. */
export function includedName(line: readonly Token[]): IncludedName | undefined {
  const first = line[0]
  if (first?.kind === 'string') return { name: first.text.slice(1, -1), quoted: true }
  if (first?.text !== '<') return undefined
  const close = line.findIndex((token) => token.text === '>')
  if (close < 0) return undefined
  const inner = line.slice(1, close)
  return {
    name: inner.map((token, at) => (0 < at && token.spaceBefore ? ' ' : '') + token.text).join(''),
    quoted: false,
  }
}

function complainAboutInclude(
  first: Token,
  last: Token,
  name: string,
  searched: readonly string[],
  { complain }: Reading,
): void {
  const where = searched.length === 0 ? ': there is no folder to search' : ` in ${searched.join(', ')}`
  complain({
    code: 'c-include-not-found',
    severity: 'error',
    message: `\`${name}\` is not found${where}`,
    help: 'name the Jailhouse tree in the settings or with --headers, or a further folder with -I',
    at: originOf(first, last),
  })
}
