/**
 * An element of an array as text: its fields with their values, as far as the struct in use has them, and a comment in
 * front that says what it is.
 */
import type { KnownNames } from './situation.ts'
import { indented, joined, template, type Template } from './template.ts'

/** The name of a field and its value; fields without a value are left out. */
export type FieldText = readonly [name: string, value: Template | string | undefined]

/** A comment, and the fields in braces, one below the other. */
export function elementText(
  tag: string,
  comment: string,
  fields: readonly FieldText[],
  known: KnownNames,
): Template {
  const head = comment === '' ? '' : `/* ${comment} */ `
  return template`${head}${bracedFields(tag, fields, known)}`
}

export function bracedFields(tag: string, fields: readonly FieldText[], { hasField }: KnownNames): Template {
  const lines = fields.flatMap(([name, value]) =>
    value !== undefined && hasField(tag, name) ? [template`.${name} = ${value},`] : [],
  )
  return template`{
	${indented(joined(lines, '\n'))}
}`
}

/** `A | B`, without the flags that the headers in use lack; many of them on several lines. */
export function flagsText(names: readonly string[], { hasMacro }: KnownNames): string {
  const known = names.filter(hasMacro)
  const lines = known.length <= 3 ? [known] : [known.slice(0, 2), known.slice(2, 4), known.slice(4)]
  return lines
    .filter((line) => 0 < line.length)
    .map((line) => line.join(' | '))
    .join(' |\n\t ')
}
