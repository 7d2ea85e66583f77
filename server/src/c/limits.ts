/**
 * The bounds that keep hostile or broken input from costing unbounded time or memory. Real configs stay far below
 * every one of them; reaching one is a `c-limit` complaint, never a hang.
 */
export const limits = {
  /** Nested `#include`s, as deep as gcc goes by default. */
  includeDepth: 200,
  /** Bytes of one file, and characters of one that an editor has open. The largest known config has 200 thousand. */
  fileLength: 2 * 1024 * 1024,
  /** Files that one translation unit may open, the same file again counted again. */
  openedFiles: 2000,
  /** Tokens that all those files may hold together; the first one is read in any case. */
  includedTokens: 2_000_000,
  /** Tokens that all macro calls of one translation unit may produce together, each call counted as one more. */
  expandedTokens: 500_000,
  /** Macros that may be at work on one token: calls in the results of calls, and calls in arguments of calls. */
  macroNesting: 128,
  /** Characters of a token that `#` or `##` makes. */
  madeToken: 1 << 12,
  /** Nested parentheses, braces, operators and declarators. */
  nesting: 256,
  /** Operators of one chain without parentheses, such as `a | b | c`. */
  operators: 1000,
  /** Types inside of one another: arrays of arrays, and structs in structs. */
  typeDepth: 64,
  /** Elements of an array that are looked at one by one; longer arrays are carried by their length. */
  arrayElements: 1 << 16,
  /** Elements that one GNU range designator may fill. */
  rangeElements: 1 << 16,
  /** Values that ranges may make of one initialiser, nested ranges multiplied. */
  initialisers: 1 << 17,
  /** Complaints kept for one translation unit; a thousandth one helps nobody. */
  complaints: 500,
} as const
