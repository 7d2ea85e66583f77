/**
 * The syntax tree: expressions, and initialisers as they are written. Every node knows its first and last token,
 * so whatever is computed from it can say where it stands; parentheses belong to the expression in them. Types are resolved while parsing, as C demands, and
 * appear in the tree as types, not as syntax.
 */
import type { Origin } from './origin.ts'
import type { Token } from './token.ts'
import type { CType } from './types.ts'

export type Expression =
  | NumberLiteral
  | CharacterLiteral
  | StringLiteral
  | Name
  | Unary
  | Binary
  | Conditional
  | Cast
  | SizeOfType
  | SizeOfExpression
  | OffsetOf
  | MemberAccess
  | Index
  | Call
  | CompoundLiteral
  | Broken

export interface NumberLiteral extends Origin {
  readonly kind: 'number'
  readonly token: Token
}
export interface CharacterLiteral extends Origin {
  readonly kind: 'character'
  readonly token: Token
}
/** Adjacent literals are one. */
export interface StringLiteral extends Origin {
  readonly kind: 'string'
  readonly parts: readonly Token[]
}
export interface Name extends Origin {
  readonly kind: 'name'
  readonly name: string
}
export interface Unary extends Origin {
  readonly kind: 'unary'
  readonly operator: string
  readonly operand: Expression
}
export interface Binary extends Origin {
  readonly kind: 'binary'
  readonly operator: string
  readonly left: Expression
  readonly right: Expression
}
export interface Conditional extends Origin {
  readonly kind: 'conditional'
  readonly condition: Expression
  /** Undefined in GNU's `a ?: b`. */
  readonly then: Expression | undefined
  readonly otherwise: Expression
}
export interface Cast extends Origin {
  readonly kind: 'cast'
  readonly type: CType
  readonly operand: Expression
}
export interface SizeOfType extends Origin {
  readonly kind: 'sizeof-type'
  readonly type: CType
  readonly alignment: boolean
}
export interface SizeOfExpression extends Origin {
  readonly kind: 'sizeof-expression'
  readonly operand: Expression
  readonly alignment: boolean
}
export interface OffsetOf extends Origin {
  readonly kind: 'offsetof'
  readonly type: CType
  readonly path: readonly Designator[]
}
export interface MemberAccess extends Origin {
  readonly kind: 'member'
  readonly object: Expression
  readonly name: Token
}
export interface Index extends Origin {
  readonly kind: 'index'
  readonly array: Expression
  readonly index: Expression
}
export interface Call extends Origin {
  readonly kind: 'call'
  readonly callee: Expression
}
export interface CompoundLiteral extends Origin {
  readonly kind: 'compound'
  /** An array without a length has it filled in from the initialiser already. */
  readonly type: CType
  readonly initializer: InitializerSyntax
}
/** Something that could not be parsed; a complaint has been made about it. */
export interface Broken extends Origin {
  readonly kind: 'broken'
}

export type InitializerSyntax = InitializerList | InitializerExpression

export interface InitializerList extends Origin {
  readonly kind: 'list'
  readonly items: readonly InitializerItem[]
  /** Set where its `}` is missing; whoever asked for the initialiser complains about that. */
  readonly isUnclosed?: true
  /** The `}` that would have ended the whole object, where more of it follows; complained about in the same way. */
  readonly surplus?: Token
}
export interface InitializerExpression extends Origin {
  readonly kind: 'expression'
  readonly expression: Expression
}
export interface InitializerItem {
  readonly designators: readonly Designator[]
  readonly value: InitializerSyntax
}

export type Designator =
  | { readonly kind: 'member'; readonly name: Token }
  | {
      readonly kind: 'index'
      readonly index: Expression
      /** The end of GNU's `[first ... last]`, included. */
      readonly last: Expression | undefined
      readonly open: Token
      readonly close: Token
    }
