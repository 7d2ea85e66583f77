/**
 * Text with holes that its author fills in one after the other. Editors that know snippets jump from hole to hole;
 * for the others the holes are filled already. Knows the snippet syntax of the protocol, not what is written with it.
 */

/** A place to fill in, and what stands there until somebody does. */
export interface Hole {
  readonly suggested: string
  /** What else could stand there; the suggested text is one of them. */
  readonly choices?: readonly string[]
}

export type Template = readonly (string | Hole)[]

export function hole(suggested: string = '', choices?: readonly string[]): Hole {
  return choices && 1 < choices.length ? { suggested, choices } : { suggested }
}

/** Put together as a template literal, out of texts, holes and other templates. */
export function template(
  texts: TemplateStringsArray,
  ...parts: readonly (string | Hole | Template)[]
): Template {
  return texts.flatMap((text, at) => {
    const part = parts[at]
    if (part === undefined) return [text]
    return typeof part === 'string' || 'suggested' in part ? [text, part] : [text, ...part]
  })
}

/** Several templates, with a text between each two of them. */
export function joined(templates: readonly Template[], separator: string): Template {
  return templates.flatMap((one, at) => (at === 0 ? one : [separator, ...one]))
}

/** The same, one step further in: every line but the first. */
export function indented(inner: Template): Template {
  return inner.map((part) => (typeof part === 'string' ? part.replaceAll('\n', '\n\t') : part))
}

/** In the syntax of the protocol: `.size = ${1:0x1000},`. */
export function snippetText(parts: Template): string {
  let number = 0
  return parts
    .map((part) => (typeof part === 'string' ? escaped(part, /[\\$]/g) : holeText(part, ++number)))
    .join('')
}

/** For editors without snippets. */
export function plainText(parts: Template): string {
  return parts.map((part) => (typeof part === 'string' ? part : part.suggested)).join('')
}

export function hasHoles(parts: Template): boolean {
  return parts.some((part) => typeof part !== 'string')
}

function holeText({ suggested, choices }: Hole, number: number): string {
  if (choices) {
    const others = choices.filter((choice) => choice !== suggested)
    return `\${${number}|${[suggested, ...others].map((choice) => escaped(choice, /[\\$},|]/g)).join(',')}|}`
  }
  return suggested === '' ? `$${number}` : `\${${number}:${escaped(suggested, /[\\$}]/g)}}`
}

function escaped(text: string, special: RegExp): string {
  return text.replace(special, '\\$&')
}
