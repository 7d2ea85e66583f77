/**
 * Expressions that name a part of a configuration, as `config.mem_regions` in `ARRAY_SIZE(config.mem_regions)`.
 */
import { evaluate } from '../c/evaluate.ts'
import type { Expression } from '../c/syntax.ts'
import type { Token } from '../c/token.ts'
import type { Translation } from '../c/translate.ts'
import type { Configuration } from '../config/model.ts'
import { innermost, type Spot } from './locate.ts'
import { intoElement, intoMember, type Trail, trailTo } from './trail.ts'

/** What the token names, where it is the name of an object or of a member of one in an expression. */
export function placeOfExpression(
  spot: Spot,
  token: Token,
  translation: Translation,
  configurations: readonly Configuration[],
): Trail | undefined {
  if (spot.kind !== 'expression' || token.kind !== 'identifier') return undefined
  const expression = innermost(spot)
  const isNamed = expression.kind === 'name' || (expression.kind === 'member' && expression.name === token)
  return isNamed ? trailOf(expression, translation, configurations) : undefined
}

function trailOf(
  expression: Expression,
  translation: Translation,
  configurations: readonly Configuration[],
): Trail | undefined {
  switch (expression.kind) {
    case 'name': {
      const object = translation.objects.find(({ name }) => name.text === expression.name)
      return object && trailTo(object, configurations)
    }
    case 'member': {
      const object = trailOf(expression.object, translation, configurations)
      return object && intoMember(object, expression.name.text)
    }
    case 'index': {
      const array = trailOf(expression.array, translation, configurations)
      const index = evaluate(expression.index, translation.scope, () => undefined)
      return array && index.known ? intoElement(array, Number(index.value)) : undefined
    }
    default:
      return undefined
  }
}
