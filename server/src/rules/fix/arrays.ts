/** Removing one of the arrays behind the header as a whole: its member, its elements and its count. */
import { writtenAt } from '../../c/origin.ts'
import type { ConfigArray, Configuration, Element, WrapperMember } from '../../config/model.ts'
import { type Span, span } from '../../text/span.ts'
import { removingField } from './fields.ts'
import type { Change } from './fix.ts'

/** None where the member shares its line with something else. */
export function removingArray(configuration: Configuration, array: ConfigArray<Element>): Change {
  const { member, count, countField } = array
  const line = member && lineOfMember(member)
  const changes = [
    line && [{ span: line, text: '' }],
    member && removingField(configuration.view, member.name),
    count.written ? removingField(configuration.cell.view, countField) : [],
  ]
  return changes.some((change) => change === undefined)
    ? undefined
    : changes.flatMap((change) => change ?? [])
}

/** The whole line with the declaration, and nothing else on it. */
function lineOfMember({ place, name }: WrapperMember): Span | undefined {
  const { file, start } = writtenAt(place)
  const { text } = file
  const from = text.lastIndexOf('\n', start) + 1
  const next = text.indexOf('\n', start)
  const to = next < 0 ? text.length : next + 1
  const isAlone = new RegExp(`^\\s*(struct|union)\\s+\\w+\\s+${name}\\s*\\[[^;\\]]*\\];\\s*$`).test(
    text.slice(from, to),
  )
  return isAlone ? span(file, from, to) : undefined
}
