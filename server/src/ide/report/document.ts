/**
 * A document as data: headings, paragraphs, lists and tables with pieces of text in them. The report is put into this
 * form once; how it looks in Markdown or on a page is the business of two small renderers. It knows no boards.
 */

export type Block = Heading | Paragraph | List | Table | Figure

export interface Heading {
  readonly kind: 'heading'
  /** 1 is the document's own. */
  readonly level: 1 | 2 | 3 | 4
  /** For links within the document; of letters, digits and dashes. */
  readonly id: string
  readonly text: string
}

export interface Paragraph {
  readonly kind: 'paragraph'
  readonly text: Rich
  readonly look: 'plain' | 'passed' | 'failed'
}

export interface List {
  readonly kind: 'list'
  readonly items: readonly Rich[]
}

export interface Table {
  readonly kind: 'table'
  /** What is in it, in a few words; for whoever cannot see what stands around it. */
  readonly caption: string
  readonly head: readonly string[]
  readonly rows: readonly Row[]
}

export interface Row {
  /** The first one is the heading of the row. */
  readonly cells: readonly TableCell[]
  readonly look: 'plain' | 'violation'
}

/** Lines below each other; none for a cell to be filled in by hand. */
export type TableCell = readonly Rich[]

/** A picture that a page shows; a text has none. */
export interface Figure {
  readonly kind: 'figure'
  /** The position of the set of cells that it is of. */
  readonly set: number
  readonly caption: string
}

/** A text in pieces. */
export type Rich = readonly Piece[]

export interface Piece {
  readonly kind: 'text' | 'code' | 'strong'
  readonly text: string
}

export function plain(text: string): Rich {
  return text === '' ? [] : [{ kind: 'text', text }]
}

export function strong(text: string): Rich {
  return [{ kind: 'strong', text }]
}

export function code(text: string): Rich {
  return [{ kind: 'code', text }]
}

/** Prose with names in backticks. */
export function prose(text: string): Rich {
  return text.split(/(`[^`]+`)/).flatMap((part): Rich => {
    if (part === '') return []
    return /^`[^`]+`$/.test(part) ? code(part.slice(1, -1)) : plain(part)
  })
}

export function heading(level: Heading['level'], id: string, text: string): Heading {
  return { kind: 'heading', level, id, text }
}

export function paragraph(text: Rich, look: Paragraph['look'] = 'plain'): Paragraph {
  return { kind: 'paragraph', text, look }
}

export function list(items: readonly Rich[]): readonly List[] {
  return items.length === 0 ? [] : [{ kind: 'list', items }]
}

/** Nothing for a table without rows. */
export function table(caption: string, head: readonly string[], rows: readonly Row[]): readonly Table[] {
  return rows.length === 0 ? [] : [{ kind: 'table', caption, head, rows }]
}

/** A row of cells with one line each. */
export function row(cells: readonly Rich[], look: Row['look'] = 'plain'): Row {
  return { cells: cells.map((cell) => (cell.length === 0 ? [] : [cell])), look }
}
