/**
 * What can be written as a value: first what the board knows, then the constants that the field takes and that the
 * expression lacks, then the macros of the config.
 */
import { documentationOfConstant, documentationOfMacro } from '../../abi/documentation.ts'
import type { ConstantGroup } from '../../abi/model.ts'
import { constantOfMacro } from '../../c/macro-constants.ts'
import type { MacroDefinition } from '../../c/token.ts'
import type { Member } from '../../c/types.ts'
import { groupsOf } from '../../config/flag-names.ts'
import { hex } from '../../rules/wording.ts'
import type { Span } from '../../text/span.ts'
import type { Analysed } from '../analysed.ts'
import { commentOnDeclaration } from '../comments.ts'
import { document, list, prose } from '../markdown.ts'
import { countedMember } from './counted-arrays.ts'
import { namesOfGroup } from './constant-names.ts'
import type { MemberGap, ValueGap } from './gap.ts'
import { type Completion, completion } from './item.ts'
import { knownValuesFor, possibleValuesFor } from './known-values.ts'
import { macroCompletion, namesIn, ownMacros, productOf } from './own-macros.ts'
import type { Situation } from './situation.ts'
import { fieldAt, lastName, type Way } from './way.ts'

export function valueCompletions(gap: ValueGap, situation: Situation): readonly Completion[] {
  if (gap.isOperand) return operands(gap.target, situation)
  const { target, named } = gap
  const groups = groupsOf(fieldAt(target))
  const known = gap.isWhole ? knownValues(target, situation) : []
  const isLeft = (name: string): boolean => !named.has(name) && !known.some(({ label }) => label === name)
  return [
    ...known,
    ...groups.flatMap((group) => constantsOf(group, isLeft, situation)),
    ...wholeMacros(gap, situation),
    ...macrosFor(target, groups, isLeft, situation),
  ]
}

function knownValues(target: Way, { word, ...rest }: Situation): readonly Completion[] {
  const situation = { word, ...rest }
  return [...knownValuesFor(target, situation), ...possibleValuesFor(target, situation)].map(
    ({ text, because }) =>
      completion({ label: text, kind: 'value', detail: because, text: [text], replaces: word.span }),
  )
}

/** The constants of a group, as far as the headers in use have them, and what these have besides. */
export function constantsOf(
  group: ConstantGroup,
  isWanted: (name: string) => boolean,
  { analysed, word }: Situation,
): readonly Completion[] {
  return namesOfGroup(group, analysed)
    .filter(isWanted)
    .map((name) => {
      const value = constantOfMacro(analysed.translation, name)
      return completion({
        label: name,
        kind: 'constant',
        detail: value === undefined ? undefined : hex(value),
        documentation: documentationText(name, analysed),
        text: [name],
        replaces: word.span,
      })
    })
}

/** What is documented about a constant, or else what the headers in use say about it. */
function documentationText(name: string, { translation }: Analysed): string | undefined {
  const documented = documentationOfConstant(name)?.constant
  if (documented) return document([prose(documented.meaning), list((documented.details ?? []).map(prose))])
  const macro = translation.preprocessed.macros.get(name)
  return macro && commentOnDeclaration(macro.nameToken)
}

/** The macros of the header that are the whole value of a field. */
function wholeMacros(
  { target, isWhole }: ValueGap,
  { analysed, word, machine }: Situation,
): readonly Completion[] {
  if (!isWhole || lastName(target) !== 'bar_mask' || target.type.kind !== 'array') return []
  const vectors = machine === 'x86' ? 'MSIX' : 'INTX'
  return [...analysed.translation.preprocessed.macros.values()]
    .filter(({ name }) => name.startsWith('JAILHOUSE_IVSHMEM_BAR_MASK_') && documentationOfMacro(name))
    .toSorted((a, b) => Number(b.name.includes(vectors)) - Number(a.name.includes(vectors)))
    .map((macro) => macroCompletion(macro, word.span, analysed))
}

/**
 * The author's own macros: for flags and other constants those that are made of them, for plain numbers those that are
 * made of no constants.
 */
function macrosFor(
  target: Way,
  groups: readonly ConstantGroup[],
  isLeft: (name: string) => boolean,
  { analysed, word }: Situation,
): readonly Completion[] {
  if (target.type.kind !== 'integer') return []
  const wanted = new Set(groups.flatMap((group) => namesOfGroup(group, analysed)))
  return ownMacros(analysed)
    .filter((macro) => {
      if (productOf(macro) !== 'value' || !isLeft(macro.name)) return false
      const names = [...namesIn(macro, analysed)]
      if (0 < wanted.size) return names.some((name) => wanted.has(name))
      return !names.some((name) => documentationOfConstant(name)) && isNumber(macro, analysed)
    })
    .map((macro) => macroCompletion(macro, word.span, analysed))
}

function isNumber({ name, parameters }: MacroDefinition, { translation }: Analysed): boolean {
  return parameters !== undefined || constantOfMacro(translation, name) !== undefined
}

/** What `sizeof` and `ARRAY_SIZE` are asked of: the members of the object, first the one that is counted. */
function operands(target: Way, { analysed, word }: Situation): readonly Completion[] {
  const meaning = analysed.translation.scope.names.get(target.object)
  if (meaning?.kind !== 'object') return []
  const object = { object: target.object, type: meaning.type, steps: [] }
  return membersOf(object, target, analysed).map((name) =>
    memberCompletion(`${target.object}.${name}`, word.span),
  )
}

/** The members of an object that an expression names. */
export function memberCompletions(
  { object, target }: MemberGap,
  { analysed, word }: Situation,
): readonly Completion[] {
  return membersOf(object, target, analysed).map((name) => memberCompletion(name, word.span))
}

function memberCompletion(text: string, replaces: Span): Completion {
  return completion({ label: text, kind: 'field', text: [text], replaces })
}

/** First the one that is counted, then the other arrays. */
function membersOf(
  { object, type, steps }: Way,
  target: Way | undefined,
  analysed: Analysed,
): readonly string[] {
  const counted = target && countedMember(target, analysed)?.operand
  const rank = ({ name, type: member }: Member): number => {
    if (steps.length === 0 && counted === `${object}.${name}`) return 0
    return member.kind === 'array' ? 1 : 2
  }
  const members = type.kind === 'record' ? (type.body?.members ?? []) : []
  return members.toSorted((a, b) => rank(a) - rank(b)).flatMap(({ name }) => name ?? [])
}
