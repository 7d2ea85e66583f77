/**
 * The order of the arrays as the headers in use have it: `jailhouse_cell_config_size()` in them adds up the sizes of all
 * arrays, in the order in which they follow the header (upstream `include/jailhouse/cell-config.h`). Vendors add
 * arrays there without a revision of their own, so a known revision does not answer this.
 */
import type { Translation } from '../c/translate.ts'
import type { Token } from '../c/token.ts'
import { type CType, sizeOf } from '../c/types.ts'
import { type ArrayKind, arrayOfTag, arrayOrder, factsOf } from './arrays.ts'
import { definedRecord, definedType } from './defined-types.ts'
import { remembered } from './remembered.ts'

/** An array that a field of the cell's header counts. */
export interface CountedArray {
  readonly countField: string
  /** Undefined for an array that Warden does not know: a vendor's own, or one of another time. */
  readonly kind: ArrayKind | undefined
  /** What is counted; undefined where the headers in use do not say how large it is. */
  readonly unit: 'bytes' | CType | undefined
}

type Headers = Pick<Translation, 'bodies' | 'scope'>

const sizeFunction = 'jailhouse_cell_config_size'

/** The arrays in their order, unknown ones too; none where the headers do not say it in the usual way. */
export function countedArrays(headers: Headers): readonly CountedArray[] {
  const body = headers.bodies.get(sizeFunction)
  return body ? summandsOf(body).map((summand) => countedBy(summand, headers)) : []
}

/** All arrays that there may be: those that the headers in use count, and behind them what else Warden knows. */
export function allArrays(headers: Headers): readonly CountedArray[] {
  const counted = countedArrays(headers)
  const others = arrayOrder.filter((kind) => !counted.some((array) => array.kind === kind))
  return [...counted, ...others.map((kind) => usualArray(kind, headers))]
}

function usualArray(kind: ArrayKind, headers: Headers): CountedArray {
  const { countField, tag } = factsOf(kind)
  return { countField, kind, unit: tag === undefined ? 'bytes' : definedRecord(tag, headers) }
}

/** The parts of an expression between operators that stand in no parentheses. */
function splitAt(operator: '+' | '*', tokens: readonly Token[]): readonly (readonly Token[])[] {
  const all: Token[][] = [[]]
  let depth = 0
  for (const token of tokens) {
    if (token.text === '(') depth++
    else if (token.text === ')') depth--
    if (token.text === operator && depth === 0) all.push([])
    else all.at(-1)?.push(token)
  }
  return all
}

/** `cell->num_irqchips * sizeof(struct jailhouse_irqchip)` */
interface Summand {
  readonly countField: string
  /** Nothing is multiplied with the field. */
  readonly isAlone: boolean
  /** What stands in the parentheses of the `sizeof`. */
  readonly named: readonly Token[]
}

/** What the function adds up, the header's own size left out, which has no field. Headers are shared by many configs. */
const summandsOf = remembered((body: readonly Token[]): readonly Summand[] => {
  const start = body.findIndex(({ text }) => text === 'return')
  const end = body.findIndex(({ text }, index) => start < index && text === ';')
  if (start < 0 || end < 0) return []
  return splitAt('+', body.slice(start + 1, end)).flatMap(summandIn)
})

function summandIn(tokens: readonly Token[]): readonly Summand[] {
  const arrow = tokens.findIndex(({ text }) => text === '->' || text === '.')
  const field = tokens[arrow + 1]
  if (arrow < 0 || field?.kind !== 'identifier') return []
  const factors = splitAt('*', tokens)
  const sizeofs = factors.filter(([first]) => first?.text === 'sizeof')
  const named = factors.length === 2 && sizeofs.length === 1 ? sizeofs.flat().slice(2, -1) : []
  return [{ countField: field.text, isAlone: factors.length === 1 && tokens.length === 3, named }]
}

function countedBy({ countField, isAlone, named }: Summand, headers: Headers): CountedArray {
  const [keyword, tag] = named
  const isTagged = keyword?.text === 'struct' || keyword?.text === 'union'
  const kind = isTagged ? arrayOfTag(tag?.text ?? '') : kindCountedBy(countField)
  const said = isTagged ? definedRecord(tag?.text ?? '', headers) : typeIn(named, headers)
  return { countField, kind, unit: isAlone ? 'bytes' : betterType(kind, said, headers) }
}

/** Without a tag the summand is in bytes, or of a plain integer, as upstream has it for the stream ids. */
function kindCountedBy(field: string): ArrayKind | undefined {
  return arrayOrder.find((kind) => factsOf(kind).countField === field)
}

function typeIn([name, ...others]: readonly Token[], headers: Headers): CType | undefined {
  return name && others.length === 0 ? definedType(name.text, headers) : undefined
}

/** A struct of the same size as a plain integer says more about what stands there. */
function betterType(
  kind: ArrayKind | undefined,
  said: CType | undefined,
  headers: Headers,
): CType | undefined {
  const tag = said?.kind === 'integer' && kind !== undefined ? factsOf(kind).tag : undefined
  const record = tag === undefined ? undefined : definedRecord(tag, headers)
  return record && said && sizeOf(record) === sizeOf(said) ? record : said
}
