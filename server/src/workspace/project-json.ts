/**
 * Text to tree for a project file: JSON with comments and with commas behind last elements. A tree comes out of any
 * text, with all that could be read; what could not is said at its place.
 */
import { createScanner, type Node, type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser'
import { positionAt, type SourceFile } from '../text/source-file.ts'
import { span } from '../text/span.ts'
import { type ProjectProblem, spanOfNode } from './project-problem.ts'

export interface JsonTree {
  /** Undefined for a file without a value, and for one that is nested beyond measure. */
  readonly root: Node | undefined
  readonly problems: readonly ProjectProblem[]
}

/** Keys and indices from the root to a value. */
export type JsonPath = readonly (string | number)[]

/** Brackets in brackets that a project file may have; it needs five. */
const deepest = 64

export function readJson(file: SourceFile): JsonTree {
  // The mark that some editors put in front of a text is no part of it.
  const text = file.text.replace(/^\ufeff/, ' ')
  const tooDeep = placeTooDeep(text)
  if (tooDeep !== undefined) {
    const at = span(file, tooDeep, tooDeep + 1)
    const message = `brackets are nested more than ${deepest} deep, and no project file needs that`
    return { root: undefined, problems: [{ code: 'project-syntax', severity: 'error', message, at }] }
  }
  const errors: ParseError[] = []
  const root = parseTree(text, errors, { allowTrailingComma: true })
  return { root, problems: [...syntaxProblems(errors, file), ...(root ? duplicateKeys(root, file) : [])] }
}

/** The value at a path; undefined where there is none. Of a key that is there twice the last one, as it counts. */
export function nodeAt(root: Node | undefined, path: JsonPath): Node | undefined {
  let node = root
  for (const step of path)
    node = typeof step === 'number' ? elementOf(node, step) : propertyOf(node, step)?.children?.[1]
  return node
}

/** The key that a path ends with, as it is written; undefined where there is none. */
export function keyAt(root: Node | undefined, path: JsonPath): Node | undefined {
  const key = path.at(-1)
  return typeof key === 'string' ? propertyOf(nodeAt(root, path.slice(0, -1)), key)?.children?.[0] : undefined
}

function elementOf(node: Node | undefined, index: number): Node | undefined {
  return node?.type === 'array' ? node.children?.[index] : undefined
}

function propertyOf(node: Node | undefined, key: string): Node | undefined {
  return node?.type === 'object'
    ? node.children?.findLast((property) => property.children?.[0]?.value === key)
    : undefined
}

/** The parser follows brackets by calling itself, so they are counted before. */
function placeTooDeep(text: string): number | undefined {
  const scanner = createScanner(text, true)
  let depth = 0
  for (scanner.scan(); scanner.getTokenOffset() < text.length; scanner.scan()) {
    const character = text.charAt(scanner.getTokenOffset())
    if (character === '{' || character === '[') depth++
    if (character === '}' || character === ']') depth--
    if (deepest < depth) return scanner.getTokenOffset()
  }
  return undefined
}

/** One slip makes a parser stumble several times in a row; the first time says the most. */
function syntaxProblems(errors: readonly ParseError[], file: SourceFile): readonly ProjectProblem[] {
  const lines = new Set<number>()
  return errors.flatMap((error): readonly ProjectProblem[] => {
    const at = spanOfNode(file, error)
    const { line } = positionAt(file, at.start)
    if (lines.has(line)) return []
    lines.add(line)
    const message = messageOf(printParseErrorCode(error.error), file.text.charAt(at.start))
    return [{ code: 'project-syntax', severity: 'error', message, at }]
  })
}

function messageOf(error: string, character: string): string {
  if (error === 'InvalidSymbol' && /['\w]/.test(character))
    return 'keys and texts stand between double quotation marks in JSON'
  return syntaxMessages[error] ?? 'this is no JSON'
}

/** By the parser's names for them. */
const syntaxMessages: Readonly<Record<string, string>> = {
  PropertyNameExpected: 'a key is missing here',
  ValueExpected: 'a value is missing here',
  ColonExpected: 'a colon is missing here',
  CommaExpected: 'a comma is missing here',
  CloseBraceExpected: 'the closing brace } is missing',
  CloseBracketExpected: 'the closing bracket ] is missing',
  EndOfFileExpected: 'the file should end here',
  UnexpectedEndOfComment: 'the comment has no end',
  UnexpectedEndOfString: 'the closing quotation mark is missing',
  UnexpectedEndOfNumber: 'this is no number',
  InvalidNumberFormat: 'this is no number',
  InvalidUnicode: 'there is no such escape in JSON',
  InvalidEscapeCharacter: 'there is no such escape in JSON',
  InvalidCharacter: 'a text must not hold this character as it is',
}

function duplicateKeys(node: Node, file: SourceFile): readonly ProjectProblem[] {
  const children = node.children ?? []
  const inside = children.flatMap((child) => duplicateKeys(child, file))
  if (node.type !== 'object') return inside
  const seen = new Map<unknown, Node>()
  const twice = children.flatMap(({ children: parts }): readonly ProjectProblem[] => {
    const key = parts?.[0]
    if (!key) return []
    const before = seen.get(key.value)
    seen.set(key.value, key)
    return before ? [duplicateKey(key, before, file)] : []
  })
  return [...twice, ...inside]
}

function duplicateKey(key: Node, before: Node, file: SourceFile): ProjectProblem {
  return {
    code: 'project-duplicate-key',
    severity: 'warning',
    message: `the key \`${String(key.value)}\` is here a second time, and only this one counts`,
    at: spanOfNode(file, key),
    related: { at: spanOfNode(file, before), message: 'the first one is here' },
  }
}
