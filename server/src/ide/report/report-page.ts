/**
 * A document as a page: headings, tables and pictures that a browser shows, prints and reads aloud, without any script.
 */
import type { MapDrawing } from '../map/layout.ts'
import { pageHead } from '../map/page-head.ts'
import { mapStyle, patterns } from '../map/style.ts'
import { escaped, partSvg, shapeAsSvg } from '../map/svg.ts'
import type { Block, Figure, Heading, Piece, Rich, Row, Table, TableCell } from './document.ts'
import { reportPageStyle } from './report-page-style.ts'

export interface PageFacts {
  readonly title: string
  /** Name and version of who made it. */
  readonly tool: string
  /** The map with the cells of a set created; undefined for sets without a picture. */
  readonly mapOf: (set: number) => MapDrawing | undefined
}

export function reportPageOf(blocks: readonly Block[], facts: PageFacts): string {
  const [first, ...rest] = blocks
  const headings = blocks.filter((block) => block.kind === 'heading')
  return `${pageHead({ title: facts.title, style: `${mapStyle}\n${reportPageStyle}`, hasScript: false })}
<body class="warden-map">
<svg class="definitions" width="0" height="0" aria-hidden="true" focusable="false"><defs>${patterns}</defs></svg>
<header>
${first ? blockHtml(first, facts) : ''}
</header>
${contents(headings)}
<main>
${rest.map((block) => blockHtml(block, facts)).join('\n')}
</main>
<footer><p>Made by ${escaped(facts.tool)}. The report says what it rests on; it does not replace the review of those who sign it.</p></footer>
</body>
</html>
`
}

function contents(headings: readonly Heading[]): string {
  const chapters = headings.filter(({ level }) => level === 2)
  const items = chapters.map(({ id, text }) => `<li><a href="#${id}">${escaped(text)}</a></li>`)
  return `<nav aria-label="Contents">\n<ol>\n${items.join('\n')}\n</ol>\n</nav>`
}

function blockHtml(block: Block, facts: PageFacts): string {
  switch (block.kind) {
    case 'heading':
      return `<h${block.level} id="${block.id}">${escaped(block.text)}</h${block.level}>`
    case 'paragraph':
      return `<p${block.look === 'plain' ? '' : ` class="verdict ${block.look}"`}>${richHtml(block.text)}</p>`
    case 'list':
      return `<ul>\n${block.items.map((item) => `<li>${richHtml(item)}</li>`).join('\n')}\n</ul>`
    case 'table':
      return tableHtml(block)
    case 'figure':
      return figureHtml(block, facts)
  }
}

function tableHtml({ caption, head, rows }: Table): string {
  const columns = head.map((title) => `<th scope="col">${escaped(title)}</th>`).join('')
  return `<div class="scroll" tabindex="0" role="region" aria-label="${escaped(`Table: ${caption}`)}"><table class="columns-${head.length}">
<caption>${escaped(caption)}</caption>
<thead><tr>${columns}</tr></thead>
<tbody>
${rows.map(rowHtml).join('\n')}
</tbody>
</table></div>`
}

function rowHtml({ cells, look }: Row): string {
  const inside = cells.map((cell, index) =>
    // A heading has to say something; what is to be filled in by hand is none.
    index === 0 && 0 < cell.length ? `<th scope="row">${cellHtml(cell)}</th>` : `<td>${cellHtml(cell)}</td>`,
  )
  return `<tr${look === 'violation' ? ' class="is-violation"' : ''}>${inside.join('')}</tr>`
}

function cellHtml(cell: TableCell): string {
  const [only] = cell
  return cell.length === 1 && only
    ? richHtml(only)
    : cell.map((line) => `<div>${richHtml(line)}</div>`).join('')
}

function richHtml(pieces: Rich): string {
  return pieces.map(pieceHtml).join('')
}

function pieceHtml({ kind, text }: Piece): string {
  switch (kind) {
    case 'code':
      return `<code>${escaped(text)}</code>`
    case 'strong':
      return `<strong>${escaped(text)}</strong>`
    case 'text':
      return escaped(text)
  }
}

/** The tables say what the picture shows, which is therefore one image to whoever does not see it. */
function figureHtml({ set, caption }: Figure, { mapOf }: PageFacts): string {
  const drawn = mapOf(set)
  if (!drawn) return ''
  const { map, drawing, legend } = drawn
  const shown = drawing.parts.filter(({ name }) => ['heads', 'memory', 'strips'].includes(name))
  const items = legend.map(({ text, swatch }) => `<li>${shapeAsSvg(swatch, 20, 12)} ${escaped(text)}</li>`)
  return `<figure>
<ul class="legend" aria-label="Legend">
${items.join('\n')}
<li>${map.words.rights}</li>
</ul>
<div class="drawing scroll" tabindex="0" role="img" aria-label="${escaped(`${caption}; the tables below say what it shows`)}">
${shown.map((part) => partSvg(part, drawing.width)).join('')}</div>
<figcaption>${escaped(caption)}. Physical memory by rising address, not to scale.</figcaption>
</figure>`
}
