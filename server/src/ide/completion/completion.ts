/**
 * Completion: what could stand where the cursor is. This file only finds out what is missing there and sends it to the
 * file that knows about it; what comes first is the better guess.
 */
import type { Analysed } from '../analysed.ts'
import type { Surroundings } from '../cell-context.ts'
import { elementCompletions } from './array-elements.ts'
import { bodyGapAt } from './declared-members.ts'
import { directiveBefore, directiveCompletions } from './directive.ts'
import { expandedAround } from './expanded-text.ts'
import { fieldCompletions } from './fields.ts'
import { gapAt } from './gap.ts'
import type { Completion } from './item.ts'
import { situationOf } from './situation.ts'
import { typedWordAt } from './typed-word.ts'
import { memberCompletions, valueCompletions } from './values.ts'
import { wrapperCompletions } from './wrapper-members.ts'

/**
 * What to offer at an offset of the analysed file, the best first; nothing in comments, strings and numbers, and where
 * it is not known what is missing.
 */
export function completionsAt(
  analysed: Analysed,
  surroundings: Surroundings,
  offset: number,
): readonly Completion[] {
  const word = typedWordAt(analysed.file, offset)
  if (!word) return []
  const situation = situationOf(analysed, word, surroundings)
  const directive = directiveBefore(word)
  if (directive) return directiveCompletions(directive, situation)
  const text = expandedAround(word, analysed)
  const gap = text && gapAt(text, analysed)
  switch (gap?.kind) {
    case 'name':
      return fieldCompletions(gap, situation)
    case 'element':
      return elementCompletions(gap, situation)
    case 'value':
      return valueCompletions(gap, situation)
    case 'member':
      return memberCompletions(gap, situation)
    case undefined: {
      const body = text && bodyGapAt(text)
      return body ? wrapperCompletions(body, situation) : []
    }
  }
}
