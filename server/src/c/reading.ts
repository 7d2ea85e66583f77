/**
 * The state of the preprocessor while it reads: the files that are open, and what has been learnt so far.
 */
import type { SourceFile } from '../text/source-file.ts'
import type { Span } from '../text/span.ts'
import type { Complain, Complaint } from './complaint.ts'
import type { ConditionalGroup } from './directive-conditions.ts'
import { type Expander, newExpander } from './expansion.ts'
import { lex } from './lexer.ts'
import { limits } from './limits.ts'
import { type Origin, originOf } from './origin.ts'
import type { Include, PreprocessOptions } from './preprocessing.ts'
import type { MacroDefinition, Token } from './token.ts'

/** A file that is open, and how far it has been read. */
export interface Frame {
  readonly file: SourceFile
  readonly tokens: readonly Token[]
  at: number
  readonly groups: ConditionalGroup[]
}

export interface Reading {
  readonly options: PreprocessOptions
  readonly expander: Expander
  readonly macros: Map<string, MacroDefinition>
  readonly complain: Complain
  readonly complaints: readonly Complaint[]
  readonly frames: Frame[]
  readonly includes: Include[]
  readonly definitions: MacroDefinition[]
  readonly inactive: Span[]
  /** The words of `#error` and `#warning`, which need not be tokens of C. */
  readonly prose: Set<Token>
  readonly files: Set<SourceFile>
  /** How many files have been opened, and how many tokens they have together. */
  readonly opened: { files: number; tokens: number }
  /** An include was not followed, since a limit was reached. */
  isFull: boolean
  /** Files that say `#pragma once`. */
  readonly readOnce: Set<SourceFile>
}

/** A reading of which nothing has been read yet, and no file is open. */
export function newReading(
  main: SourceFile,
  options: PreprocessOptions,
  macros: Map<string, MacroDefinition>,
): Reading {
  const complaints: Complaint[] = []
  const complain: Complain = (complaint) => {
    if (complaints.length < limits.complaints) complaints.push(complaint)
  }
  return {
    options,
    expander: newExpander(macros, complain),
    macros,
    complain,
    complaints,
    frames: [],
    includes: [],
    prose: new Set(),
    definitions: [],
    inactive: [],
    files: new Set([main]),
    opened: { files: 1, tokens: lex(main).tokens.length },
    isFull: false,
    readOnce: new Set(),
  }
}

/** The rest of the line that a directive stands on; the frame then stands at the next line. */
export function restOfLine(frame: Frame): readonly Token[] {
  const start = frame.at
  let token = frame.tokens[frame.at]
  while (token && !token.lineStart && token.kind !== 'end') token = frame.tokens[++frame.at]
  return frame.tokens.slice(start, frame.at)
}

export function complainAbout(
  token: Token,
  message: string,
  { complain }: Reading,
  at: Origin = originOf(token),
): void {
  complain({ code: 'c-directive', severity: 'error', message, at })
}
