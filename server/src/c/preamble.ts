/**
 * The preamble of a translation: all that is read before the first line of the main file that is more than the
 * `#include` of a name.
 *
 * Configs begin with the same few includes, and most of what is to be read lies behind these. What becomes of them is
 * decided by three things only: what is defined and included from outside of the text, which names are included, and
 * which files are found under the names on the way. So a preamble is read once, and taken over by every translation
 * in which the three are the same. For the third, each file is asked for again: one that has changed is another
 * answer, and whoever takes notes of what was asked for gets the same notes as without a preamble.
 *
 * A preamble is kept only if there is nothing to complain about in it, and nothing that hangs on what follows: no
 * macro at its end looks for its arguments behind it. `preprocessor.ts` sees to that, and `parser.ts` takes the same
 * care with the declarations.
 */
import type { SourceFile } from '../text/source-file.ts'
import { type IncludedName, includedName } from './inclusion.ts'
import { tokensOf } from './lexer.ts'
import { limits } from './limits.ts'
import { type Origin, originOf } from './origin.ts'
import type { Definition, IncludeResolver, PreprocessOptions } from './preprocessing.ts'
import { newReading, type Reading } from './reading.ts'
import type { Token } from './token.ts'

/** The preambles that were read lately, the newest one first. */
export type Preambles = Preamble[]

interface Preamble {
  /** The main file that it was read for. */
  readonly main: SourceFile
  readonly predefined: readonly Definition[]
  readonly preIncludes: readonly SourceFile[]
  readonly includes: Leading['includes']
  readonly questions: readonly Question[]
  /** What is left when its directives and macros have been carried out. */
  readonly tokens: readonly Token[]
  /** The reading as it stands behind it; whoever goes on from there works on a copy. */
  readonly progress: Progress
}

/** A file that was asked for, by an `#include` or by `__has_include`. */
export interface Question extends IncludedName {
  readonly from: SourceFile
  readonly answer: SourceFile | undefined
}

/** The parts of a reading that a preamble without complaints has an effect on. */
type Progress = Pick<
  Reading,
  'macros' | 'includes' | 'definitions' | 'inactive' | 'files' | 'opened' | 'readOnce'
> & {
  readonly expander: Pick<Reading['expander'], 'calls' | 'produced' | 'counter' | 'lines'>
}

/** Headers of more architectures and revisions than these are hardly in use at once. */
const mostKept = 16

/** The lines at the beginning of a file that include a file by its name, without a macro. */
export interface Leading {
  readonly includes: readonly (IncludedName & { readonly directive: Origin })[]
  /** The tokens of those lines. */
  readonly tokens: readonly Token[]
}

export function leadingIncludes(main: SourceFile): Leading {
  const tokens = tokensOf(main)
  const includes: Leading['includes'][number][] = []
  let end = 0
  for (;;) {
    const hash = tokens[end]
    const directive = tokens[end + 1]
    if (hash?.text !== '#' || directive?.text !== 'include' || directive.lineStart) break
    let next = end + 2
    while (tokens[next]?.lineStart === false) next++
    const name = includedName(tokens.slice(end + 2, next))
    if (!name) break
    includes.push({ ...name, directive: originOf(hash, tokens[next - 1]) })
    end = next
  }
  return { includes, tokens: tokens.slice(0, end) }
}

/** A preamble that was read before and is that of this file as well: its tokens, and the reading behind it. */
export function knownPreamble(
  main: SourceFile,
  leading: Leading,
  options: PreprocessOptions,
  preambles: Preambles,
): { readonly tokens: readonly Token[]; readonly reading: Reading } | undefined {
  const known = preambles.find(
    (one) =>
      beginsAlike(one, leading, options) && hasRoomFor(main, one) && givesSameAnswers(one, main, options),
  )
  return known && { tokens: known.tokens, reading: readingBehind(known, main, leading, options) }
}

function beginsAlike(preamble: Preamble, { includes }: Leading, options: PreprocessOptions): boolean {
  return (
    areAlike(preamble.includes, includes, (a, b) => a.name === b.name && a.quoted === b.quoted) &&
    areAlike(preamble.preIncludes, options.preIncludes ?? [], (a, b) => a === b) &&
    areAlike(preamble.predefined, options.predefined, (a, b) => a.name === b.name && a.body === b.body)
  )
}

function areAlike<T>(some: readonly T[], others: readonly T[], isAlike: (a: T, b: T) => boolean): boolean {
  if (some.length !== others.length) return false
  return some.every((one, at) => {
    const other = others[at]
    return other !== undefined && isAlike(one, other)
  })
}

/** Whether the limit of all tokens together is out of reach, though another main file takes its share. */
function hasRoomFor(main: SourceFile, { progress }: Preamble): boolean {
  return progress.opened.tokens + tokensOf(main).length <= limits.includedTokens
}

function givesSameAnswers(preamble: Preamble, main: SourceFile, { resolver }: PreprocessOptions): boolean {
  return preamble.questions.every(({ name, quoted, from, answer }) => {
    const found = resolver.resolve(name, quoted, from === preamble.main ? main : from)
    return answer === ('searched' in found ? undefined : found)
  })
}

/** The reading of `main` behind its preamble: with the directives of this file instead of those of the other one. */
function readingBehind(
  preamble: Preamble,
  main: SourceFile,
  leading: Leading,
  options: PreprocessOptions,
): Reading {
  const { expander, ...progress } = copyOf(preamble.progress)
  const reading = newReading(main, options, progress.macros)
  const own = leading.includes.values()
  const includes = progress.includes.map((include) =>
    include.directive.first.file === preamble.main ? { ...include, ...own.next().value } : include,
  )
  const [, ...others] = progress.files
  const opened = {
    ...progress.opened,
    tokens: progress.opened.tokens - tokensOf(preamble.main).length + tokensOf(main).length,
  }
  return {
    ...reading,
    ...progress,
    expander: { ...reading.expander, ...expander },
    includes,
    files: new Set([main, ...others]),
    opened,
  }
}

function copyOf({
  macros,
  includes,
  definitions,
  inactive,
  files,
  opened,
  readOnce,
  expander,
}: Progress): Progress {
  const { calls, produced, counter, lines } = expander
  return {
    macros: new Map(macros),
    includes: [...includes],
    definitions: [...definitions],
    inactive: [...inactive],
    files: new Set(files),
    opened: { ...opened },
    readOnce: new Set(readOnce),
    expander: { calls: [...calls], produced, counter, lines: [...lines] },
  }
}

/** A preamble that has just been read: what is left of it, and what was asked for on the way. */
export interface ReadPreamble {
  readonly reading: Reading
  readonly tokens: readonly Token[]
  readonly questions: readonly Question[]
}

/** Keeps a preamble, unless there is something to complain about in it. Answers whether it was kept. */
export function keepPreamble(
  main: SourceFile,
  leading: Leading,
  { reading, tokens, questions }: ReadPreamble,
  preambles: Preambles,
): boolean {
  const { options, complaints } = reading
  const { predefined, preIncludes = [], isCancelled } = options
  if (0 < complaints.length || isCancelled?.()) return false
  const { includes } = leading
  preambles.unshift({ main, predefined, preIncludes, includes, questions, tokens, progress: copyOf(reading) })
  preambles.length = Math.min(preambles.length, mostKept)
  return true
}

/** A resolver that notes the questions it is asked, and its answers. */
export function takingNotes(resolver: IncludeResolver, questions: Question[]): IncludeResolver {
  return {
    resolve: (name, quoted, from) => {
      const found = resolver.resolve(name, quoted, from)
      questions.push({ name, quoted, from, answer: 'searched' in found ? undefined : found })
      return found
    },
  }
}
