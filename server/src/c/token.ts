/**
 * Tokens, and where they come from.
 *
 * A token carries a two-part origin. Its *spelling* is the characters that it is made of: a stretch of a file.
 * Its *expansion* is the macro call that put it where the parser finds it; a call inside the result of another
 * call has that one as its parent. A token that no macro produced has no expansion. `origin.ts` answers the
 * questions that people ask about the two.
 *
 * The types here are shared by lexer, preprocessor and parser; none of them adds meaning to a token later.
 */
import type { SourceFile } from '../text/source-file.ts'

export type TokenKind =
  | 'identifier'
  /** A preprocessing number: what it denotes is for `numbers.ts` to say. */
  | 'number'
  | 'string'
  | 'character'
  | 'punctuator'
  /** A character that C has no use for. */
  | 'stray'
  | 'end'

export interface Token {
  readonly kind: TokenKind
  /** The token as the parser reads it, line splices removed; strings with their quotes. */
  readonly text: string
  readonly file: SourceFile
  readonly start: number
  readonly end: number
  /** White space or a comment comes before it on its line. */
  readonly spaceBefore: boolean
  /** It is the first token of its line: there a `#` begins a directive. */
  readonly lineStart: boolean
  /** The macro call that produced it, the innermost one; undefined when it stands in the file as it is. */
  readonly expansion: Expansion | undefined
  /** The macros that may not be expanded in it any more (the hide set of Prosser's algorithm). */
  readonly hidden: HideSet | undefined
}

/** One use of a macro. */
export interface Expansion {
  readonly macro: MacroDefinition
  /** The macro's name at the call; its own expansion is the parent of this one. */
  readonly name: Token
  /** The last token of the call: the closing parenthesis, or the name again for an object-like macro. */
  readonly last: Token
  readonly parent: Expansion | undefined
}

export interface MacroDefinition {
  readonly name: string
  /** The name in its `#define`; for `-D` and predefined macros a token of a made-up file. */
  readonly nameToken: Token
  /** Undefined for an object-like macro. The variadic parameter is not among them. */
  readonly parameters: readonly string[] | undefined
  /** The name under which the variadic arguments appear: `__VA_ARGS__`, or GNU's `name...`. */
  readonly variadic: string | undefined
  readonly body: readonly Token[]
  /** Set on macros whose replacement is computed at each use, as `__COUNTER__` is. */
  readonly computed: 'line' | 'file' | 'counter' | undefined
}

/** An immutable set of macro names, shared between tokens. */
export type HideSet = ReadonlySet<string>
