/**
 * Random constant expressions: all operators, literals, casts, `sizeof` and macros, with as few parentheses as C
 * allows, and sometimes more. Undefined behaviour is left out by form: what is shifted by and divided by is a literal
 * that is always in range.
 */
import { constantGroups } from '../../server/src/abi/interface.ts'
import { define, type Draft, newName } from './random-draft.ts'
import { pathInto } from './random-kinds.ts'

/** An expression as text; `strength` says how tightly its outermost operator binds. */
interface Written {
  readonly text: string
  readonly strength: number
  /** Whether a shift is outside of all parentheses: put next to `+`, it would be by another number. */
  readonly shifts: boolean
}

const conditional = 1
const shift = 9
const product = 11
const unary = 12
const primary = 13

const operators: readonly (readonly [text: string, strength: number])[] = [
  ['|', 4],
  ['+', 10],
  ['-', 10],
  ['*', product],
  ['&', 6],
  ['^', 5],
  ['<<', shift],
  ['>>', shift],
  ['/', product],
  ['%', product],
  ['==', 7],
  ['!=', 7],
  ['<', 8],
  ['>', 8],
  ['<=', 8],
  ['>=', 8],
  ['&&', 3],
  ['||', 2],
]

const flagNames = constantGroups
  .flatMap((group) => group.constants)
  .filter(({ value }) => !value.includes('"'))
  .map(({ name }) => name)

/** An expression for a field. */
export function expression(draft: Draft): string {
  return written(draft, draft.choices.below(4)).text
}

/** An expression for `#if`: no types, no objects; names that are no macros are zero. */
export function condition(draft: Draft): string {
  return written({ ...draft, self: undefined }, draft.choices.below(3), true).text
}

/** An expression that may be an argument of a macro whose body has no parentheses around its parameters. */
export function argument(draft: Draft): string {
  const { text, shifts } = written(draft, draft.choices.below(3))
  return shifts ? `(${text})` : text
}

function written(draft: Draft, depth: number, inDirective = false): Written {
  const { choices } = draft
  if (depth <= 0) return leaf(draft, inDirective)
  const inner = (): Written => written(draft, depth - 1, inDirective)
  switch (choices.below(inDirective ? 5 : 8)) {
    case 0:
    case 1:
      return binary(draft, inner, inDirective)
    case 2:
      return leaf(draft, inDirective)
    case 3:
      return prefixed(choices.pick('-', '~', '!', '+', '- -', '!!'), inner())
    case 4: {
      const [test, then, otherwise] = [inner(), inner(), inner()]
      const middle = !inDirective && choices.chance(15) ? '?:' : `? ${then.text} :`
      const text = `${wrapped(test, conditional + 1, draft)} ${middle} ${wrapped(otherwise, conditional, draft)}`
      return { text, strength: conditional, shifts: otherwise.shifts || test.shifts }
    }
    case 5: {
      const wide = wrapped(inner(), unary, draft)
      const type = choices.pick('__u64', 'unsigned long long', 's64', 'unsigned long')
      const count = choices.below(type === 'unsigned long' ? 32 : 64)
      const operator = choices.pick('<<', '>>')
      return { text: `(${type})${wide} ${operator} ${count}`, strength: shift, shifts: true }
    }
    case 6:
      return prefixed(`(${typeOfCast(draft)})`, inner())
    default:
      return call(draft)
  }
}

function binary(draft: Draft, inner: () => Written, inDirective: boolean): Written {
  const { choices } = draft
  const [operator, strength] = operators[choices.below(operators.length)] ?? ['+', 10]
  const left = inner()
  const leftText = wrapped(left, strength, draft)
  const shifts = left.shifts && !leftText.endsWith(')')
  if (strength === shift) {
    const count = choices.below(inDirective ? 64 : 32)
    return { text: `${leftText} ${operator} ${literalOf(BigInt(count), draft)}`, strength, shifts: true }
  }
  if (operator === '/' || operator === '%') {
    const divisor = literalOf(BigInt(choices.below(1000) + 1), draft)
    return { text: `${leftText} ${operator} ${divisor}`, strength, shifts }
  }
  if (strength <= 3 && choices.chance(10)) return atom(`(${operator === '||' ? 1 : 0} ${operator} 1 / 0)`)
  const right = inner()
  const rightText = wrapped(right, strength + 1, draft)
  return { text: `${leftText} ${operator} ${rightText}`, strength, shifts: left.shifts || right.shifts }
}

function prefixed(operator: string, operand: Written): Written {
  const text = operand.strength < unary ? `(${operand.text})` : operand.text
  return { text: `${operator}${/^[-+]/.test(text) ? ' ' : ''}${text}`, strength: unary, shifts: false }
}

function wrapped(operand: Written, strength: number, { choices }: Draft): string {
  return operand.strength < strength || choices.chance(10) ? `(${operand.text})` : operand.text
}

/** A call of a macro: one that is there, one that is made for it, or one of those that every file has. */
function call(draft: Draft): Written {
  const { choices } = draft
  const one = (): string => argument(draft)
  switch (choices.below(8)) {
    case 0:
    case 1: {
      if (draft.functions.length === 0 || draft.parameters === undefined) makeFunction(draft)
      const { name, parameters } = draft.functions[choices.below(draft.functions.length)] ?? never()
      const list = Array.from({ length: parameters }, one)
      return atom(`${name}${choices.pick('', ' ')}(${list.join(', ')})`)
    }
    case 2:
      if (draft.values.length === 0 || draft.parameters === undefined) makeValue(draft)
      return atom(draft.values[choices.below(draft.values.length)] ?? '0')
    case 3:
      return atom(`FIRST(${one()}, ${one()})`)
    case 4:
      return atom(`COUNT(${Array.from({ length: choices.below(5) + 1 }, one).join(', ')})`)
    case 5:
      return atom(`JOIN(0x${choices.below(4096).toString(16)}, ${choices.pick('0', 'ff', 'ULL', '')})`)
    case 6:
      return atom(`APPLY(${choices.pick('TWICE', 'ONLY', 'FIRST', 'NEVER_ENDING')}, ${one()})`)
    default:
      return atom(`(SUM(${Array.from({ length: choices.below(3) + 1 }, one).join(', ')}))`)
  }
}

/** A macro whose body may use its parameters without parentheses, as many do. */
function makeFunction(draft: Draft): void {
  const name = newName(draft, 'F')
  const parameters = ['a', 'b'].slice(0, draft.choices.below(2) + 1)
  const { text, shifts } = written({ ...draft, parameters }, draft.choices.below(3))
  const bare = !shifts && draft.choices.chance(50)
  define(draft, `${name}(${parameters.join(draft.choices.pick(', ', ','))})`, bare ? text : `(${text})`)
  draft.functions.push({ name, parameters: parameters.length })
}

function makeValue(draft: Draft): void {
  const value = written({ ...draft, parameters: undefined }, draft.choices.below(3))
  const name = newName(draft, 'V')
  define(draft, name, value.shifts || draft.choices.chance(50) ? `(${value.text})` : value.text)
  draft.values.push(name)
}

function leaf(draft: Draft, inDirective: boolean): Written {
  const { choices, parameters } = draft
  if (parameters && 0 < parameters.length && choices.chance(50))
    return atom(parameters[choices.below(parameters.length)] ?? '0')
  if (inDirective) return directiveLeaf(draft)
  switch (choices.below(10)) {
    case 5:
      return atom(character(draft))
    case 6:
      return atom(flagNames[choices.below(flagNames.length)] ?? '0')
    case 7:
      return atom(draft.constants[choices.below(Math.max(1, draft.constants.length))] ?? 'true')
    case 8:
      return sizeLeaf(draft)
    case 9:
      if (choices.chance(20)) return atom(choices.pick('(PING)', '(PONG)', 'BITS_PER_LONG'))
      return atom(draft.values[choices.below(Math.max(1, draft.values.length))] ?? '__LINE__')
    default:
      return atom(literal(draft))
  }
}

function directiveLeaf(draft: Draft): Written {
  const { choices } = draft
  const plain = ['JAILHOUSE_MEM_IO', 'PING', 'nowhere', 'JAILHOUSE_CELL_DESC_REVISION', '__LP64__', 'true']
  const name = plain[choices.below(plain.length)] ?? 'nowhere'
  switch (choices.below(5)) {
    case 3:
      return atom(name)
    case 4:
      return choices.chance(50) ? atom(`defined(${name})`) : atom(`defined ${name}`)
    case 2:
      return atom(character(draft))
    default:
      return atom(literal(draft))
  }
}

function sizeLeaf(draft: Draft): Written {
  const { choices, self, records } = draft
  const record = records[choices.below(Math.max(1, records.length))]
  const type = record?.reference ?? 'struct jailhouse_memory'
  const path = self && pathInto(self.kind, choices)
  switch (choices.below(9)) {
    case 0:
      return atom(`sizeof(${type})`)
    case 1:
      return self && path ? atom(`sizeof(${self.name}${path.text})`) : atom('sizeof(u16)')
    case 2:
      if (self && path?.kind.kind === 'array')
        return { text: `ARRAY_SIZE(${self.name}${path.text})`, strength: primary, shifts: false }
      return atom('sizeof(long)')
    case 3: {
      const inside = record && pathInto(record, choices)
      return inside ? atom(`__builtin_offsetof(${type}, ${inside.text.slice(1)})`) : atom('sizeof(int)')
    }
    case 4:
      return atom(
        `sizeof((u32[]){ ${choices.pick('1', '1, 2', '[4] = 1', '1, 2, 3,', '[1 ... 3] = 2, 4')} })`,
      )
    case 5:
      return atom(
        `sizeof(${choices.pick('"abc"', '"a" "\\0b"', "'a'", '1ULL', '1 ? 1 : 1LL', '(char)1 + 1')})`,
      )
    case 6:
      return atom(`_Alignof(${type})`)
    case 7:
      return atom(`sizeof(${written(draft, choices.below(3)).text})`)
    default:
      return atom(`sizeof(${choices.pick('u64[3]', 'const char', 'unsigned', 'bool', 'void *')})`)
  }
}

/** Narrow types more often than others: they are promoted. */
function typeOfCast(draft: Draft): string {
  const { pick, chance } = draft.choices
  if (chance(60)) return pick('u8', 's8', 'u16', 's16', 'char', '_Bool', 'unsigned short')
  const enumeration = draft.enumerations[0] ?? 'short'
  return pick('u32', 's32', 'u64', 's64', 'int', 'unsigned int', 'long', 'const __u64', 'size_t', enumeration)
}

/** Any number that fits into 64 bits, small ones and powers of two more often. */
export function literal(draft: Draft): string {
  const { choices } = draft
  const bits = choices.chance(25) ? choices.pick(31, 32, 63) : choices.below(65)
  const power = 1n << BigInt(bits)
  const small = BigInt(choices.below(256))
  const value = choices.pick(small, power, power - 1n, power + small, power - small, power * 3n + small)
  return literalOf(BigInt.asUintN(64, value < 0n ? small : value), draft)
}

/** A number in one of its spellings. An unsigned suffix keeps large decimal ones inside of C's types. */
function literalOf(value: bigint, { choices }: Draft): string {
  const base = choices.below(5)
  const isLarge = 1n << 63n <= value
  const signed = choices.pick('', '', 'L', 'LL', 'll')
  const suffix =
    choices.chance(40) || (isLarge && base === 0) ? choices.pick('U', 'ULL', 'u', 'UL', 'llu') : signed
  switch (base) {
    case 0:
      return `${value}${suffix}`
    case 1:
      return `0x${value.toString(16)}${suffix}`
    case 2:
      return `0X${value.toString(16).toUpperCase()}${suffix}`
    case 3:
      return `0${value.toString(8)}${suffix}`
    default:
      return `0b${value.toString(2)}${suffix}`
  }
}

function character({ choices }: Draft): string {
  const simple = ["'a'", "'\\n'", "'\\0'", "'\\''", "'\"'", "'\\\\'", "'\\x7f'", "'\\377'", "'\\xff'"]
  return [...simple, "'ab'", "'\\e'", "'abcd'", "'z'"][choices.below(simple.length + 4)] ?? "'a'"
}

function atom(text: string): Written {
  return { text, strength: primary, shifts: false }
}

function never(): { readonly name: string; readonly parameters: number } {
  return { name: 'ONLY', parameters: 1 }
}
