/** Fixes of what the C front end complains about: of two values of the same thing, one goes. */
import type { Complaint } from '../../c/complaint.ts'
import { type Origin, writtenAt } from '../../c/origin.ts'
import type { Designator, InitializerItem, InitializerList, InitializerSyntax } from '../../c/syntax.ts'
import type { Token } from '../../c/token.ts'
import type { Translation } from '../../c/translate.ts'
import { hull, spanText } from '../../text/span.ts'
import { type Change, type Fix, fix } from './fix.ts'
import { wholeItem, withDot } from './lines.ts'

export function fixesOfComplaint(complaint: Complaint, translation: Translation): readonly Fix[] {
  return complaint.code === 'initializer-overridden' ? deletingOne(complaint, translation) : []
}

/** Only where both stand in the same braces and are named alike: then nothing else depends on either of them. */
function deletingOne({ at, related }: Complaint, { objects, main }: Translation): readonly Fix[] {
  const earlier = related?.[0]?.at
  const list = objects
    .flatMap(({ initializer }) => listsIn(initializer))
    .find(({ items }) => items.some(({ value }) => isAt(value, at)))
  const [first, second] = [earlier, at].map((place) =>
    list?.items.find(({ value }) => place && isAt(value, place)),
  )
  if (!list || !first || !second || !isSameName(first, second)) return []
  return [
    ...fix('delete the earlier value, which has no effect', 'suggested', deleting(first, list)),
    ...fix('delete this value, and keep the earlier one', 'suggested', deleting(second, list)),
  ].filter(({ edits }) => edits.every(({ span }) => span.file === main))
}

function listsIn(syntax: InitializerSyntax): readonly InitializerList[] {
  return syntax.kind === 'list' ? [syntax, ...syntax.items.flatMap(({ value }) => listsIn(value))] : []
}

function isAt({ first, last }: Origin, place: Origin): boolean {
  return first === place.first && last === place.last
}

function isSameName(first: InitializerItem, second: InitializerItem): boolean {
  const [one, other] = [first, second].map(({ designators }) => designators.map(textOf).join(''))
  return one !== '' && one === other
}

function textOf(designator: Designator): string {
  if (designator.kind === 'member') return `.${designator.name.text}`
  return spanText(writtenAt({ first: designator.open, last: designator.close }))
}

/** What follows without a name would get another place. */
function deleting(item: InitializerItem, { items }: InitializerList): Change {
  const next = items[items.indexOf(item) + 1]
  const [designator] = item.designators
  if (!designator || next?.designators.length === 0) return undefined
  const name = designator.kind === 'member' ? designator.name : designator.open
  const tokens: readonly Token[] = [name, item.value.first, item.value.last]
  if (tokens.some(({ expansion }) => expansion)) return undefined
  const place = writtenAt({ first: name, last: name })
  const whole = hull(designator.kind === 'member' ? withDot(place) : place, writtenAt(item.value))
  return [{ span: wholeItem(whole), text: '' }]
}
