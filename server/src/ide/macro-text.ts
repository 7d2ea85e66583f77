/**
 * Macros and the tokens they make, written out as C again.
 */
import type { MacroDefinition, Token } from '../c/token.ts'
import { type Span, span } from '../text/span.ts'

/** `#define SPI(n) ((n) + 32)`, laid out as its author did; long ones are cut. */
export function definitionText({ nameToken, body }: MacroDefinition): string {
  const { file, start, end } = nameToken
  const lines = file.text
    .slice(start, body.at(-1)?.end ?? end)
    .split(/\r?\n/)
    .slice(0, mostLines + 1)
  const margin = Math.min(...lines.slice(1).map((line) => /^\s*/.exec(line)?.[0].length ?? 0), 8)
  const laidOut = lines.map((line, index) =>
    index === 0 ? collapsed(line) : `  ${collapsed(line.slice(margin))}`,
  )
  return cut([`#define ${laidOut[0] ?? ''}`, ...laidOut.slice(1)], mostLines).join('\n')
}

/** White space inside of a line lines up with other lines that are not shown. */
function collapsed(line: string): string {
  const indent = /^\s*/.exec(line)?.[0].replaceAll('\t', '  ') ?? ''
  return indent + line.trimStart().replace(/[ \t]+/g, ' ')
}

/** Where the body of a macro stands; undefined for an empty one. */
export function bodyOf({ body }: MacroDefinition): Span | undefined {
  const [first] = body
  const last = body.at(-1)
  return first && last && span(first.file, first.start, last.end)
}

/** `SPI(n)`, or the name alone. */
export function macroHead({ name, parameters, variadic }: MacroDefinition): string {
  if (!parameters) return name
  const rest = variadic === undefined ? [] : [variadic === '__VA_ARGS__' ? '...' : `${variadic}...`]
  return `${name}(${[...parameters, ...rest].join(', ')})`
}

const mostLines = 20
const lineWidth = 88

/** Tokens as text, on as few lines as they fit on: broken behind a comma, and cut after so many lines. */
export function textOfTokens(tokens: readonly Token[], most: number): string {
  const lines: string[] = []
  let line = ''
  for (const token of tokens) {
    if (most < lines.length) break
    line += (token.spaceBefore && line !== '' ? ' ' : '') + token.text
    if (token.text !== ',' || line.length < lineWidth / 2) continue
    lines.push(line)
    line = ''
  }
  if (line !== '') lines.push(line)
  return cut(lines, most).join('\n  ')
}

function cut(lines: readonly string[], most: number): readonly string[] {
  const shown = lines.length <= most ? lines : [...lines.slice(0, most - 1), '…']
  return shown.map((text) => (text.length <= 4 * lineWidth ? text : `${text.slice(0, 4 * lineWidth - 1)}…`))
}
