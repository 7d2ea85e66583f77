/**
 * The preprocessor: from a file and what it includes to one run of tokens without directives and macros.
 *
 * Files are read through a stack of frames, one for each file that is open; a directive is carried out when the
 * reader comes to its line, also when that happens in the middle of a macro's arguments. What is skipped by
 * conditionals is noted, so that an editor can grey it out.
 */
import type { SourceFile } from '../text/source-file.ts'
import { leaveBranch, openGroup } from './branches.ts'
import type { Complaint } from './complaint.ts'
import { definitionsFrom, parseDefinition, sameDefinition } from './definitions.ts'
import { expandAll, expandTokens } from './expansion.ts'
import { include, openFile } from './inclusion.ts'
import { lex } from './lexer.ts'
import { limits } from './limits.ts'
import { lineDirective } from './line-directives.ts'
import { originOf } from './origin.ts'
import {
  keepPreamble,
  knownPreamble,
  type Leading,
  leadingIncludes,
  type Preambles,
  type Question,
  takingNotes,
} from './preamble.ts'
import type { Preprocessed, PreprocessOptions } from './preprocessing.ts'
import { complainAbout, type Frame, newReading, type Reading, restOfLine } from './reading.ts'
import type { Token } from './token.ts'

/**
 * Preprocesses a file; never throws, and stops early when it is cancelled. With a list of preambles the beginning of
 * the file is read only if no other file had the same one; it makes no other difference.
 */
export function preprocess(
  main: SourceFile,
  options: PreprocessOptions,
  preambles?: Preambles,
): Preprocessed {
  const begun = (preambles && behindPreamble(main, options, preambles)) ?? fromTheTop(main, options)
  const { reading, tokens, preamble } = begun
  expandAll({ next: () => nextToken(reading) }, reading.expander, (token) => tokens.push(token))
  const end = lex(main).tokens.at(-1)
  if (end) tokens.push(end)
  const { complaints, macros, expander, includes, definitions, inactive, files } = reading
  const lexical = [...files].flatMap((file) => lexicalComplaints(file, reading))
  return {
    tokens,
    preamble,
    complaints: [...lexical, ...complaints].slice(0, limits.complaints),
    macros,
    definitions,
    calls: expander.calls,
    includes,
    files: [...files],
    inactive,
  }
}

/** A reading at the place from where the main file is read on, and what has become of all before. */
interface Begun {
  readonly reading: Reading
  readonly tokens: Token[]
  /** See `Preprocessed`. */
  readonly preamble: readonly Token[]
}

function fromTheTop(main: SourceFile, options: PreprocessOptions): Begun {
  const reading = newReading(main, options, new Map())
  readFrom(0, main, reading)
  openBefore(reading)
  return { reading, tokens: [], preamble: [] }
}

/** Undefined where the preamble cannot be told from what follows. */
function behindPreamble(
  main: SourceFile,
  options: PreprocessOptions,
  preambles: Preambles,
): Begun | undefined {
  const leading = leadingIncludes(main)
  const known = knownPreamble(main, leading, options, preambles)
  const begun = known
    ? { reading: known.reading, tokens: [...known.tokens], preamble: known.tokens }
    : readPreamble(main, leading, options, preambles)
  if (begun) readFrom(leading.tokens.length, main, begun.reading)
  return begun
}

function readPreamble(
  main: SourceFile,
  leading: Leading,
  options: PreprocessOptions,
  preambles: Preambles,
): Begun | undefined {
  const questions: Question[] = []
  const resolver = takingNotes(options.resolver, questions)
  const reading = newReading(main, { ...options, resolver }, new Map())
  reading.frames.push({ file: main, tokens: leading.tokens, at: 0, groups: [] })
  openBefore(reading)
  const tokens: Token[] = []
  let ends = 0
  const next = (): Token | undefined => {
    const token = nextToken(reading)
    if (!token) ends++
    return token
  }
  expandAll({ next }, reading.expander, (token) => tokens.push(token))
  // Somebody wanted to read on behind the end: a macro's name is the last word, and arguments may follow.
  if (1 < ends) return undefined
  const preamble = [...tokens]
  const isKept = keepPreamble(
    main,
    leading,
    { reading, tokens: preamble, questions: [...questions] },
    preambles,
  )
  return { reading, tokens, preamble: isKept ? preamble : [] }
}

/** Defines and opens what comes before the first line of the main file. */
function openBefore(reading: Reading): void {
  const { predefined, preIncludes = [] } = reading.options
  for (const macro of definitionsFrom(predefined, reading.complain)) reading.macros.set(macro.name, macro)
  for (const file of preIncludes.toReversed()) openFile(file, reading)
}

function readFrom(at: number, main: SourceFile, { frames }: Reading): void {
  frames.push({ file: main, tokens: lex(main).tokens, at, groups: [] })
}

/**
 * What the lexer has to say about a file, as far as it matters: the text that a conditional skips and the words of an
 * `#error` need not be C. A comment that does not end is a mistake everywhere.
 */
function lexicalComplaints(file: SourceFile, { inactive, prose }: Reading): readonly Complaint[] {
  const { complaints } = lex(file)
  if (complaints.length === 0) return []
  const skipped = inactive.filter((place) => place.file === file)
  return complaints.filter(({ at: { first } }) => {
    if (first.text === '/*') return true
    return !prose.has(first) && !skipped.some(({ start, end }) => start <= first.start && first.start < end)
  })
}

/** The next token that is not part of a directive; undefined at the end of the main file. */
function nextToken(reading: Reading): Token | undefined {
  const { frames, options } = reading
  for (let frame = frames.at(-1); frame; frame = frames.at(-1)) {
    const token = frame.tokens[frame.at]
    if (!token || token.kind === 'end' || options.isCancelled?.()) {
      closeFile(frame, reading)
    } else if (token.lineStart && token.text === '#' && token.kind === 'punctuator') {
      frame.at++
      carryOut(token, restOfLine(frame), frame, reading)
    } else {
      frame.at++
      return token
    }
  }
  return undefined
}

function closeFile(frame: Frame, reading: Reading): void {
  for (const group of frame.groups)
    reading.complain({
      code: 'c-directive',
      severity: 'error',
      message: `this \`#${group.directive.text}\` has no \`#endif\``,
      at: originOf(group.hash, group.directive),
    })
  reading.frames.pop()
}

function carryOut(hash: Token, line: readonly Token[], frame: Frame, reading: Reading): void {
  const directive = line[0]
  if (!directive) return
  const rest = line.slice(1)
  switch (directive.text) {
    case 'define':
      return define(directive, rest, reading)
    case 'undef':
      return undefine(directive, rest, reading)
    case 'include':
    case 'include_next':
      return include(hash, directive, rest, frame, reading)
    case 'if':
    case 'ifdef':
    case 'ifndef':
      return openGroup(hash, line, frame, reading)
    case 'elif':
    case 'elifdef':
    case 'elifndef':
    case 'else':
    case 'endif':
      return leaveBranch(hash, directive, frame, reading)
    case 'error':
    case 'warning':
      return complainAsTold(hash, directive, rest, reading)
    case 'pragma':
      if (rest[0]?.text === 'once') reading.readOnce.add(frame.file)
      break
    case 'line':
      return setLine(directive, rest, reading)
    case 'ident':
      break
    default:
      if (directive.kind === 'number') return setLine(directive, line, reading)
      complainAbout(directive, `\`#${directive.text}\` is no directive`, reading, originOf(hash, directive))
  }
}

function define(directive: Token, rest: readonly Token[], reading: Reading): void {
  const macro = parseDefinition(directive, rest, reading.complain)
  if (!macro) return
  const before = reading.macros.get(macro.name)
  reading.macros.set(macro.name, macro)
  reading.definitions.push(macro)
  if (!before || sameDefinition(before, macro)) return
  reading.complain({
    code: 'c-macro-redefined',
    severity: 'warning',
    message: `\`${macro.name}\` is defined again, differently; from here on this definition counts`,
    at: originOf(macro.nameToken),
    related: [{ at: originOf(before.nameToken), message: 'the earlier definition' }],
  })
}

function setLine(directive: Token, operands: readonly Token[], reading: Reading): void {
  const isNumber = operands[0]?.kind === 'number'
  const expanded = isNumber ? operands : expandTokens(operands, reading.expander)
  const read = lineDirective(directive, expanded, operands.at(-1) ?? directive)
  if (read) reading.expander.lines.push(read)
  else complainAbout(operands[0] ?? directive, 'expected the number of a line behind `#line`', reading)
}

function undefine(directive: Token, rest: readonly Token[], reading: Reading): void {
  const name = rest[0]
  if (name?.kind === 'identifier') reading.macros.delete(name.text)
  else complainAbout(name ?? directive, 'expected the name of a macro behind `#undef`', reading)
}

function complainAsTold(
  hash: Token,
  directive: Token,
  rest: readonly Token[],
  { complain, prose }: Reading,
): void {
  for (const token of rest) prose.add(token)
  const first = rest[0]
  const last = rest.at(-1) ?? directive
  const text = first ? first.file.text.slice(first.start, last.end).trim() : ''
  complain({
    code: 'c-error-directive',
    severity: directive.text === 'error' ? 'error' : 'warning',
    message: `#${directive.text}${text === '' ? '' : `: ${text}`}`,
    at: originOf(hash, last),
  })
}
