/**
 * The order of the arrays as the headers in use have it: `jailhouse_cell_config_size()` in them adds up the sizes of all
 * arrays, in the order in which they follow the header (upstream `include/jailhouse/cell-config.h`). Vendors add
 * arrays there without a revision of their own, so a known revision does not answer this.
 */
import type { Translation } from '../c/translate.ts'
import type { Token } from '../c/token.ts'
import { type ArrayKind, arrayOfTag, arrayOrder, factsOf } from './arrays.ts'

/** One summand: an array that a field of the header counts. */
export interface CountedArray {
  readonly countField: string
  /** The tag of the element; undefined where the field counts bytes. */
  readonly tag: string | undefined
}

const sizeFunction = 'jailhouse_cell_config_size'

/** The arrays in their order, unknown ones too; none where the headers do not say it in the usual way. */
export function countedArrays({ bodies }: Pick<Translation, 'bodies'>): readonly CountedArray[] {
  const body = bodies.get(sizeFunction) ?? []
  const start = body.findIndex(({ text }) => text === 'return')
  const end = body.findIndex(({ text }, index) => start < index && text === ';')
  if (start < 0 || end < 0) return []
  return summands(body.slice(start + 1, end)).flatMap(countedBy)
}

function summands(tokens: readonly Token[]): readonly (readonly Token[])[] {
  const all: Token[][] = [[]]
  let depth = 0
  for (const token of tokens) {
    if (token.text === '(') depth++
    else if (token.text === ')') depth--
    if (token.text === '+' && depth === 0) all.push([])
    else all.at(-1)?.push(token)
  }
  return all
}

/** `cell->num_irqchips * sizeof(struct jailhouse_irqchip)`; the header's own size has no field. */
function countedBy(summand: readonly Token[]): readonly CountedArray[] {
  const arrow = summand.findIndex(({ text }) => text === '->' || text === '.')
  const field = summand[arrow + 1]
  if (arrow < 0 || field?.kind !== 'identifier') return []
  const keyword = summand.findIndex(({ text }) => text === 'struct' || text === 'union')
  return [{ countField: field.text, tag: keyword < 0 ? undefined : summand[keyword + 1]?.text }]
}

/** The kinds that are known, in the order of the headers in use; where these do not say one, in upstream's. */
export function orderOfKinds(translation: Pick<Translation, 'bodies'>): readonly ArrayKind[] {
  const counted = countedArrays(translation).flatMap((array) => kindOf(array) ?? [])
  const said = new Set(counted)
  return [...said, ...arrayOrder.filter((kind) => !said.has(kind))]
}

/** The header's fields that count arrays which Warden does not know: a vendor's own, or those of another time. */
export function foreignCountFields(translation: Pick<Translation, 'bodies'>): readonly string[] {
  return countedArrays(translation)
    .filter((array) => kindOf(array) === undefined)
    .map(({ countField }) => countField)
}

function kindOf({ countField, tag }: CountedArray): ArrayKind | undefined {
  if (tag !== undefined) return arrayOfTag(tag)
  // Without a tag the summand is in bytes, or of a plain integer, as upstream has it for the stream ids.
  return arrayOrder.find((kind) => factsOf(kind).countField === countField)
}
