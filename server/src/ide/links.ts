/**
 * What in a text names another file, so that one can go there: `#include`s, and names of the board's files in comments.
 */
import { commentsIn } from '../c/comments.ts'
import { tokensOf } from '../c/lexer.ts'
import type { SourceFile } from '../text/source-file.ts'
import { type Span, span } from '../text/span.ts'
import type { Analysed } from './analysed.ts'

export interface FileLink {
  readonly span: Span
  /** The absolute path of the file. */
  readonly target: string
}

/**
 * The links of the analysed file. What was not found, and what is built into Warden, leads nowhere.
 *
 * @param paths the configs that the file belongs together with
 */
export function linksIn(analysed: Analysed, paths: readonly string[]): readonly FileLink[] {
  return [...includeLinks(analysed), ...commentLinks(analysed.file, paths)]
}

function includeLinks({ file, translation }: Analysed): readonly FileLink[] {
  const tokens = tokensOf(file)
  return translation.preprocessed.includes.flatMap(({ directive, target }) => {
    if (directive.first.file !== file || !target?.path.startsWith('/')) return []
    const name = tokens[tokens.indexOf(directive.first) + 2]
    return name ? [{ span: span(file, name.start, directive.last.end), target: target.path }] : []
  })
}

function commentLinks(file: SourceFile, paths: readonly string[]): readonly FileLink[] {
  const named = new Map(paths.flatMap((path) => namesOf(path).map((name) => [name, path] as const)))
  return commentsIn(file).flatMap(({ start, end }) =>
    [...file.text.slice(start, end).matchAll(/[\w+-][\w.+-]*\.(?:cell|c)\b/g)].flatMap(
      ({ index, 0: name }) => {
        const target = named.get(name)
        if (target === undefined || target === file.path) return []
        return [{ span: span(file, start + index, start + index + name.length), target }]
      },
    ),
  )
}

/** People speak of the image as often as of its source. */
function namesOf(path: string): readonly string[] {
  const name = path.slice(path.lastIndexOf('/') + 1)
  return name.endsWith('.c') ? [name.replace(/\.c$/, '.cell'), name] : [name]
}
