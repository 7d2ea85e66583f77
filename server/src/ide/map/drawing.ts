/**
 * A drawing as data: boxes, lines and labels at their places in pixels, each with looks that a style sheet gives
 * meaning to. It knows neither boards nor SVG, so that it can be written as a file, put into a page, or tested.
 */

export interface Drawing {
  readonly width: number
  /** One below the other; each counts its heights from zero. */
  readonly parts: readonly Part[]
}

export type PartName = 'title' | 'legend' | 'heads' | 'memory' | 'strips' | 'notes'

export interface Part {
  readonly name: PartName
  readonly height: number
  readonly shapes: readonly Shape[]
}

export type Shape = Box | Label | Line | Dot | Group

export interface Box {
  readonly kind: 'box'
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  /** Names of the style sheet, separated by blanks. */
  readonly look: string
}

export interface Label {
  readonly kind: 'label'
  readonly x: number
  /** Of the base line. */
  readonly y: number
  readonly text: string
  readonly font: Font
  readonly look: string
  readonly anchor: 'start' | 'middle' | 'end'
  /** Written upwards, beginning at the place. */
  readonly isTurned: boolean
}

export interface Font {
  readonly size: number
  readonly family: 'sans' | 'mono'
  readonly isBold: boolean
}

export interface Line {
  readonly kind: 'line'
  readonly from: readonly [x: number, y: number]
  readonly to: readonly [x: number, y: number]
  readonly look: string
}

export interface Dot {
  readonly kind: 'dot'
  readonly x: number
  readonly y: number
  readonly radius: number
  readonly look: string
}

/** Shapes that are one thing: what is pointed at, hidden or explained as a whole. */
export interface Group {
  readonly kind: 'group'
  readonly look: string
  /** What it stands for, as `block 12`, for whoever brings the drawing to life. */
  readonly thing: Thing | undefined
  /** What is said about it when it is pointed at; empty for nothing. */
  readonly title: string
  readonly shapes: readonly Shape[]
}

export interface Thing {
  readonly kind: 'block' | 'mark' | 'item' | 'head' | 'row' | 'keeping'
  readonly index: number
}

export function box(x: number, y: number, width: number, height: number, look: string): Box {
  return { kind: 'box', x, y, width, height, look }
}

export function line(from: Line['from'], to: Line['to'], look: string): Line {
  return { kind: 'line', from, to, look }
}

export function label(
  x: number,
  y: number,
  text: string,
  font: Font,
  look = '',
  anchor: Label['anchor'] = 'start',
  isTurned = false,
): Label {
  return { kind: 'label', x, y, text, font, look, anchor, isTurned }
}

export function group(
  thing: Thing | undefined,
  look: string,
  title: string,
  shapes: readonly Shape[],
): Group {
  return { kind: 'group', look, thing, title, shapes }
}

export function moved(shape: Shape, x: number, y: number): Shape {
  switch (shape.kind) {
    case 'group':
      return { ...shape, shapes: shape.shapes.map((inner) => moved(inner, x, y)) }
    case 'line':
      return {
        ...shape,
        from: [shape.from[0] + x, shape.from[1] + y],
        to: [shape.to[0] + x, shape.to[1] + y],
      }
    case 'box':
    case 'label':
    case 'dot':
      return { ...shape, x: shape.x + x, y: shape.y + y }
  }
}

/** Shapes that are drawn one after the other and are no thing: a layer, which keeps its place when others grow. */
export function layer(shapes: readonly Shape[]): Group {
  return group(undefined, '', '', shapes)
}

/** The height of the first box, line or label in a shape: where it begins, roughly; 0 where there is none. */
export function topOf(shape: Shape): number {
  switch (shape.kind) {
    case 'group':
      return shape.shapes[0] ? topOf(shape.shapes[0]) : 0
    case 'line':
      return shape.from[1]
    case 'box':
    case 'label':
    case 'dot':
      return shape.y
  }
}

/** The fonts of the map; there are no others. */
export const fonts = {
  title: { size: 20, family: 'sans', isBold: true },
  heading: { size: 12, family: 'sans', isBold: true },
  text: { size: 11, family: 'sans', isBold: false },
  small: { size: 10, family: 'sans', isBold: false },
  code: { size: 10.5, family: 'mono', isBold: false },
  smallCode: { size: 9, family: 'mono', isBold: false },
} as const satisfies Readonly<Record<string, Font>>
