/** Removing one of the arrays behind the header as a whole: its member, its elements and its count. */
import type { ConfigArray, Configuration, Element } from '../../config/model.ts'
import { fieldOf } from '../../config/view.ts'
import { declarationOf, removingDeclaration } from './declarations.ts'
import { removingField } from './fields.ts'
import { type Change, together } from './fix.ts'

/** None where the struct is not the configuration's alone, or the member is declared with something else. */
export function removingArray(configuration: Configuration, array: ConfigArray<Element>): Change {
  const { member, count, countField } = array
  const declaration = member && declarationOf(member.place.first, configuration)
  if (!declaration) return undefined
  const isWritten = fieldOf(configuration.view, member.name)?.node !== undefined
  return together(
    removingDeclaration(declaration),
    isWritten ? removingField(configuration.view, member.name) : [],
    count.written ? removingField(configuration.cell.view, countField) : [],
  )
}
