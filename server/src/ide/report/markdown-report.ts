/** A document in Markdown: CommonMark with GitHub's tables, which also read well where nobody renders them. */
import { bold, code, document, list, plain, table } from '../markdown.ts'
import type { Block, Piece, Rich, Table, TableCell } from './document.ts'

/** Figures are left out, since the text has to stand alone. */
export function markdownOf(blocks: readonly Block[]): string {
  return `${document(blocks.map(blockText))}\n`
}

function blockText(block: Block): string {
  switch (block.kind) {
    case 'heading':
      return `${'#'.repeat(block.level)} ${plain(block.text)}`
    case 'paragraph':
      return richText(block.text)
    case 'list':
      return list(block.items.map(richText))
    case 'table':
      return tableText(block)
    case 'figure':
      return ''
  }
}

function tableText({ head, rows }: Table): string {
  return table(
    head.map(plain),
    rows.map(({ cells }) => cells.map(cellText)),
  )
}

/** Several lines in a cell need a little HTML. */
function cellText(cell: TableCell): string {
  return cell.map(richText).join('<br>')
}

function richText(pieces: Rich): string {
  return pieces.map(pieceText).join('')
}

/** Pieces are escaped by themselves, which takes away the blanks between them. */
function pieceText({ kind, text }: Piece): string {
  switch (kind) {
    case 'code':
      return code(text)
    case 'strong':
      return bold(plain(text))
    case 'text':
      return `${/^\s/.test(text) ? ' ' : ''}${plain(text)}${/\S\s$/.test(text) ? ' ' : ''}`
  }
}
