/**
 * A drawing as SVG: a file that stands alone, or the parts of it for a page that has the style sheet already.
 */
import { type Drawing, type Group, type Label, moved, type Part, type Shape, topOf } from './drawing.ts'
import { mapStyle, patterns } from './style.ts'

/** A document of its own. What is pointed at is explained by the viewer's own means. */
export function standaloneSvg({ width, parts }: Drawing, title: string): string {
  const height = parts.reduce((sum, part) => sum + part.height, 0)
  let y = 0
  const bodies = parts.map((part) => {
    const body = `<g transform="translate(0 ${number(y)})">\n${shapesSvg(part.shapes, true)}</g>\n`
    y += part.height
    return body
  })
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" class="warden-map" width="${number(width)}" height="${number(height)}" ` +
    `viewBox="0 0 ${number(width)} ${number(height)}" role="img" aria-label="${escaped(title)}">\n` +
    `<title>${escaped(title)}</title>\n<style>\n${mapStyle}\n</style>\n<defs>${patterns}</defs>\n` +
    `<rect class="paper" width="100%" height="100%"/>\n${bodies.join('')}</svg>\n`
  )
}

/** A single shape as an element of a page. */
export function shapeAsSvg(shape: Shape, width: number, height: number): string {
  return (
    `<svg class="warden-map" width="${number(width)}" height="${number(height)}" ` +
    `viewBox="0 0 ${number(width)} ${number(height)}" aria-hidden="true" focusable="false">${shapeSvg(shape, false)}</svg>`
  )
}

/**
 * A part as an element of a page, without style sheet, patterns and explanations. Every thing in it is drawn from its
 * own top on and put into its place as a whole, on a line of its own: so that what only moves when something above it
 * becomes higher is the same text in all other lines.
 */
export function partSvg({ name, height, shapes }: Part, width: number): string {
  return (
    `<svg class="warden-map part-${name}" width="${number(width)}" height="${number(height)}" ` +
    `viewBox="0 0 ${number(width)} ${number(height)}" aria-hidden="true" focusable="false">\n${shapes.map(placedSvg).join('')}</svg>\n`
  )
}

function placedSvg(shape: Shape): string {
  const layer = shapesOfLayer(shape)
  if (layer) return `<g>\n${layer.map(placedSvg).join('')}</g>\n`
  if (shape.kind !== 'group' || !shape.thing) return `${shapeSvg(shape, false)}\n`
  const top = topOf(shape)
  const { look, thing, shapes } = shape
  const inside = shapes.map((inner) => shapeSvg(moved(inner, 0, -top), false)).join('')
  return `<g data-${thing.kind}="${thing.index}" transform="translate(0 ${number(top)})"\nclass="${look}">${inside}</g>\n`
}

function shapesSvg(shapes: readonly Shape[], hasTitles: boolean): string {
  return shapes
    .flatMap((shape) => shapesOfLayer(shape) ?? [shape])
    .map((shape) => `${shapeSvg(shape, hasTitles)}\n`)
    .join('')
}

function shapesOfLayer(shape: Shape): readonly Shape[] | undefined {
  const isLayer = shape.kind === 'group' && !shape.thing && shape.look === '' && shape.title === ''
  return isLayer ? shape.shapes : undefined
}

function shapeSvg(shape: Shape, hasTitles: boolean): string {
  switch (shape.kind) {
    case 'box':
      return (
        `<rect class="${shape.look}" x="${number(shape.x)}" y="${number(shape.y)}" ` +
        `width="${number(shape.width)}" height="${number(shape.height)}"${cornersOf(shape.look)}/>`
      )
    case 'label':
      return labelSvg(shape)
    case 'line':
      return (
        `<line class="${shape.look}" x1="${number(shape.from[0])}" y1="${number(shape.from[1])}" ` +
        `x2="${number(shape.to[0])}" y2="${number(shape.to[1])}"/>`
      )
    case 'dot':
      return `<circle class="${shape.look}" cx="${number(shape.x)}" cy="${number(shape.y)}" r="${number(shape.radius)}"/>`
    case 'group':
      return groupSvg(shape, hasTitles)
  }
}

function groupSvg({ look, thing, title, shapes }: Group, hasTitles: boolean): string {
  const data = thing ? ` data-${thing.kind}="${thing.index}"` : ''
  const said = hasTitles && title !== '' ? `<title>${escaped(title)}</title>` : ''
  const inside = shapes.map((shape) => shapeSvg(shape, hasTitles)).join('')
  return `<g${look === '' ? '' : ` class="${look}"`}${data}>${said}${inside}</g>`
}

function labelSvg({ x, y, text, font, look, anchor, isTurned }: Label): string {
  const looks = [look, font.family === 'mono' ? 'mono' : '', font.isBold ? 'bold' : ''].filter(
    (one) => one !== '',
  )
  const className = looks.length === 0 ? '' : ` class="${looks.join(' ')}"`
  const place = isTurned
    ? ` transform="translate(${number(x)} ${number(y)}) rotate(-90)"`
    : ` x="${number(x)}" y="${number(y)}"`
  const side = anchor === 'start' ? '' : ` text-anchor="${anchor}"`
  return `<text${className}${place}${side} font-size="${number(font.size)}">${escaped(text)}</text>`
}

/** Blocks have slightly round corners; patterns on them as well. */
function cornersOf(look: string): string {
  return /^(face|dots|bars|clash|hatch)$/.test(look) ? ' rx="2"' : ''
}

/** At most two digits behind the point, so that a drawing is the same on every machine. */
function number(value: number): string {
  return `${Math.round(value * 100) / 100}`
}

/** Text for an element or an attribute. What XML cannot hold at all is replaced. */
export function escaped(text: string): string {
  return (
    text
      // oxlint-disable-next-line no-control-regex -- They are what is looked for.
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu, '\ufffd')
      .replace(/&/g, '&amp;')
      .replace(/</g, '&lt;')
      .replace(/>/g, '&gt;')
      .replace(/"/g, '&quot;')
  )
}
