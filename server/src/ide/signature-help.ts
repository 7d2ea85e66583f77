/**
 * Signature help: the function-like macro whose arguments are being written, what each of them means, and at which of
 * them the cursor is. Commas and parentheses are counted in the text, since the call has mostly no end yet.
 */
import { documentationOfMacro } from '../abi/documentation.ts'
import { tokensOf } from '../c/lexer.ts'
import type { MacroDefinition, Token } from '../c/token.ts'
import type { Analysed } from './analysed.ts'
import { commentOnDeclaration } from './comments.ts'
import { code, document, list, prose } from './markdown.ts'
import { macroHead } from './macro-text.ts'

export interface Signature {
  /** `SPI(n)` */
  readonly label: string
  /** As Markdown. */
  readonly documentation: string | undefined
  readonly parameters: readonly SignatureParameter[]
  /** The index of the parameter at the cursor; one behind the last where there are too many arguments. */
  readonly active: number
}

export interface SignatureParameter {
  /** Where it stands in the label: half-open. */
  readonly start: number
  readonly end: number
  readonly documentation: string | undefined
}

/** Arguments are short; so far back a call is looked for. */
const mostTokens = 4000

/** The macro call around an offset of the analysed file, the innermost one; undefined where there is none. */
export function signatureAt({ file, translation }: Analysed, offset: number): Signature | undefined {
  const tokens = tokensOf(file)
  const end = tokens.findIndex((token) => offset < token.end || token.kind === 'end')
  const lowest = Math.max(0, end - mostTokens)
  let depth = 0
  let commas = 0
  for (let at = end - 1; lowest <= at; at--) {
    const token = tokens[at]
    if (token?.kind !== 'punctuator') continue
    if (isEndOfSearch(token, depth)) return undefined
    if (token.text === ')' || token.text === '}' || token.text === ']') depth++
    else if (token.text === ',' && depth === 0) commas++
    else if (token.text === '(' || token.text === '{' || token.text === '[') {
      const macro = depth === 0 && token.text === '(' ? macroCalledBy(tokens[at - 1], translation) : undefined
      if (macro) return signatureOf(macro, commas)
      if (depth === 0) commas = 0
      else depth--
    }
  }
  return undefined
}

/** Neither a statement nor an item of braces that are open is an argument. */
function isEndOfSearch({ text, lineStart }: Token, depth: number): boolean {
  return text === ';' || (depth === 0 && (text === '{' || text === '=' || (text === '#' && lineStart)))
}

function macroCalledBy(
  name: Token | undefined,
  { preprocessed }: Analysed['translation'],
): MacroDefinition | undefined {
  const macro = name?.kind === 'identifier' ? preprocessed.macros.get(name.text) : undefined
  // In its own definition the parenthesis behind a macro's name is the list of its parameters.
  return macro?.parameters && macro.nameToken !== name ? macro : undefined
}

function signatureOf(macro: MacroDefinition, commas: number): Signature {
  const { name, parameters = [], variadic } = macro
  const documented = documentationOfMacro(name)
  const label = macroHead(macro)
  // Headers of other revisions may call them by other names.
  const meanings = documented?.parameters?.length === parameters.length ? documented.parameters : []
  const rest = variadic === undefined ? [] : [variadic === '__VA_ARGS__' ? '...' : `${variadic}...`]
  const names = [...parameters, ...rest]
  let start = name.length + 1
  const shown = names.map((parameter, index) => {
    const place = { start, end: start + parameter.length }
    start += parameter.length + 2
    const meaning = meanings[index]?.meaning
    return { ...place, documentation: meaning === undefined ? undefined : prose(meaning) }
  })
  return {
    label,
    documentation: documented
      ? document([prose(documented.meaning), list((documented.details ?? []).map(prose))])
      : ownDocumentation(macro),
    parameters: shown,
    active: Math.min(commas, names.length - rest.length),
  }
}

/** The comment that its author has put on the definition, or the body where there is none. */
function ownDocumentation({ nameToken, body }: MacroDefinition): string | undefined {
  const comment = commentOnDeclaration(nameToken)
  if (comment !== undefined) return comment
  const text = body.map(({ text: one, spaceBefore }) => (spaceBefore ? ' ' : '') + one).join('')
  return text === '' || 200 < text.length ? undefined : code(text.trim())
}
