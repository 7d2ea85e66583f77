/**
 * What goes into the preprocessor and what comes out of it.
 */
import type { SourceFile } from '../text/source-file.ts'
import type { Span } from '../text/span.ts'
import type { Complaint } from './complaint.ts'
import type { Origin } from './origin.ts'
import type { Expansion, MacroDefinition, Token } from './token.ts'

/** Finds included files. The front end itself never touches a disk. */
export interface IncludeResolver {
  readonly resolve: (
    name: string,
    quoted: boolean,
    from: SourceFile,
  ) => SourceFile | { readonly searched: readonly string[] }
}

/** A macro from outside of the text, as `-D` gives it: `NAME` or `NAME(parameters)`, and what it stands for. */
export interface Definition {
  readonly name: string
  readonly body: string
}

export interface PreprocessOptions {
  readonly resolver: IncludeResolver
  readonly predefined: readonly Definition[]
  /** Files that are read before the main one, as with gcc's `-include`. */
  readonly preIncludes?: readonly SourceFile[]
  readonly isCancelled?: () => boolean
}

export interface Preprocessed {
  /** Fully expanded, ending with an `end` token. */
  readonly tokens: readonly Token[]
  /** The tokens at the beginning that other translations have as well; empty where they are not known to. */
  readonly preamble: readonly Token[]
  readonly complaints: readonly Complaint[]
  /** The macros as they stand at the end. */
  readonly macros: ReadonlyMap<string, MacroDefinition>
  /** Every definition that was read, also those that were undefined or replaced later. */
  readonly definitions: readonly MacroDefinition[]
  /** Every macro call that was expanded, nested ones too. */
  readonly calls: readonly Expansion[]
  readonly includes: readonly Include[]
  /** Every file that was read, each once, the main one first. */
  readonly files: readonly SourceFile[]
  /** What conditionals skipped. */
  readonly inactive: readonly Span[]
}

export interface Include {
  /** From the `#` to the end of the name. */
  readonly directive: Origin
  readonly name: string
  readonly quoted: boolean
  /** Undefined where the file was not found. */
  readonly target: SourceFile | undefined
}
