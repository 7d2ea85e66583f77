/**
 * Where something stands, as listings and their JSON say it: lines and columns from one. How a file is called is for
 * whoever shows the listing.
 */
import { type Origin, spellingOf, writtenAt } from '../../c/origin.ts'
import type { Token } from '../../c/token.ts'
import { positionAt } from '../../text/source-file.ts'
import type { Span } from '../../text/span.ts'

/** The name of a file for a reader, by its path. */
export type NameOfFile = (path: string) => string

export interface ListedPlace {
  readonly file: string
  readonly line: number
  readonly column: number
  readonly endLine: number
  readonly endColumn: number
}

export function placeOfSpan({ file, start, end }: Span, nameOfFile: NameOfFile): ListedPlace {
  const [first, last] = [positionAt(file, start), positionAt(file, end)]
  return {
    file: nameOfFile(file.path),
    line: first.line + 1,
    column: first.column + 1,
    endLine: last.line + 1,
    endColumn: last.column + 1,
  }
}

/** Where the user wrote it. */
export function placeOfOrigin(origin: Origin, nameOfFile: NameOfFile): ListedPlace {
  return placeOfSpan(writtenAt(origin), nameOfFile)
}

/** Where its characters are, in a macro's definition too. */
export function placeOfToken(token: Token, nameOfFile: NameOfFile): ListedPlace {
  return placeOfSpan(spellingOf(token), nameOfFile)
}

/** `tern.c:12:3` */
export function placeText({ file, line, column }: ListedPlace): string {
  return `${file}:${line}:${column}`
}
