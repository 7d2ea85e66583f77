/** Whose size an expression is: how a count is told that follows the declaration of its array by itself. */
import type { Expression } from '../c/syntax.ts'

/** The member whose size an expression is about, as `ARRAY_SIZE` and `sizeof` have it; undefined for any other. */
export function memberMeasured(expression: Expression): string | undefined {
  switch (expression.kind) {
    case 'binary':
      return expression.operator === '/' ? memberMeasured(expression.left) : undefined
    case 'sizeof-expression':
      return expression.operand.kind === 'member' ? expression.operand.name.text : undefined
    default:
      return undefined
  }
}
