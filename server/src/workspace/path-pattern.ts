/**
 * Patterns of paths: `*` and `?` stand for characters of a name, `**` for any folders, `{a,b}` for either. A project
 * file comes with whatever folder somebody opens, so a pattern must not be able to hold anybody up: matching takes
 * time in proportion to pattern and path, which the usual libraries, made on regular expressions, do not promise.
 */

export interface PathPattern {
  /** The folders in front of the first name that is a pattern; empty where there is none. */
  readonly base: string
  /** How many folders below its base a match may lie; Infinity behind `**`. */
  readonly levels: number
  /** Whether the pattern means a path, as seen from its base. */
  readonly matches: (path: string) => boolean
}

/** The pattern in a text; undefined for a plain path. */
export function patternIn(text: string): PathPattern | undefined {
  if (!isPattern(text)) return undefined
  const names = text.split('/').filter((name) => name !== '' && name !== '.')
  const base = names.slice(0, names.findIndex(isPattern))
  const alternatives = expanded(names.slice(base.length).join('/')).map((path) => path.split('/'))
  return {
    base: `${text.startsWith('/') ? '/' : ''}${base.join('/')}`,
    levels: Math.max(...alternatives.map((path) => (path.includes('**') ? Infinity : path.length - 1))),
    matches: (path) =>
      alternatives.some((alternative) => isMatch(alternative, path.split('/'), isFolders, isName)),
  }
}

function isPattern(text: string): boolean {
  return /[*?{]/.test(text)
}

/** A pattern with more alternatives than this is cut off: nobody writes them by hand. */
const mostAlternatives = 100

/** The pattern without braces, once for each alternative; a brace without its counterpart is a character. */
function expanded(pattern: string): readonly string[] {
  const done: string[] = []
  const waiting = [pattern]
  for (let next = waiting.pop(); next !== undefined && done.length < mostAlternatives; next = waiting.pop()) {
    const braces = /^(.*?)\{([^{}]*)\}(.*)$/s.exec(next)
    if (!braces) done.push(next)
    else {
      const [, before = '', inside = '', behind = ''] = braces
      waiting.push(...inside.split(',').map((one) => before + one + behind))
    }
  }
  return done
}

function isFolders(name: string): boolean {
  return name === '**'
}

/** Whether a name is what a part of a pattern means. */
function isName(pattern: string, name: string): boolean {
  return isMatch(Array.from(pattern), Array.from(name), isStar, isCharacter)
}

function isStar(character: string): boolean {
  return character === '*'
}

function isCharacter(pattern: string, character: string): boolean {
  return pattern === '?' || pattern === character
}

/**
 * Whether a row of parts fits a row of items, where some parts stand for any number of items. When something does
 * not fit, only the last such part can help by taking one more, so nothing is tried in more than one way.
 */
function isMatch(
  parts: readonly string[],
  items: readonly string[],
  isAny: (part: string) => boolean,
  fits: (part: string, item: string) => boolean,
): boolean {
  let [part, item] = [0, 0]
  let last: { readonly part: number; readonly item: number } | undefined
  while (item < items.length) {
    const [pattern, value] = [parts[part], items[item] ?? '']
    if (pattern !== undefined && isAny(pattern)) {
      last = { part, item }
      part++
    } else if (pattern !== undefined && fits(pattern, value)) {
      part++
      item++
    } else if (last) {
      last = { part: last.part, item: last.item + 1 }
      ;[part, item] = [last.part + 1, last.item]
    } else return false
  }
  return parts.slice(part).every(isAny)
}
