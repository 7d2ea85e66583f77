/**
 * The bounds that keep hostile or broken input from costing unbounded time or memory. Real configs stay far below
 * every one of them; reaching one is a `c-limit` complaint, never a hang.
 */
export const limits = {
  /** Nested `#include`s, as deep as gcc goes by default. */
  includeDepth: 200,
  /** Characters in one file. The largest known config has 200 thousand. */
  fileLength: 16 * 1024 * 1024,
  /** Tokens that all macro calls of one translation unit may produce together. */
  expandedTokens: 2_000_000,
  /** Nested parentheses, braces, operators and declarators. */
  nesting: 256,
  /** Elements of an array that are looked at one by one; longer arrays are carried by their length. */
  arrayElements: 1 << 16,
  /** Elements that one GNU range designator may fill. */
  rangeElements: 1 << 16,
  /** Complaints kept for one translation unit; a thousandth one helps nobody. */
  complaints: 500,
} as const
