/**
 * What the looks of a drawing mean, as a style sheet. Every colour is a variable that a page around the drawing may set
 * (`--warden-…`); otherwise it depends on whether the reader prefers dark colours or more contrast, or has colours of
 * the system forced on all pages. Patterns and signs say the same as the colours.
 */
import { dark, forcedColours, light, strong, strongDark } from './palettes.ts'

/** The style sheet of everything inside of an element with the class `warden-map`. */
export const mapStyle = [
  `.warden-map{${variables(Object.entries(light))}}`,
  `@media (prefers-color-scheme:dark){.warden-map{${variables(Object.entries(dark))}}}`,
  `@media (prefers-contrast:more){.warden-map{${variables(Object.entries(strong))}}}`,
  `@media (prefers-contrast:more) and (prefers-color-scheme:dark){.warden-map{${variables(Object.entries(strongDark))}}}`,
  `@media (forced-colors:active){.warden-map{forced-color-adjust:none;${variables(forcedColours())}}}`,
  ...rules(),
].join('\n')

function variables(colours: readonly (readonly [name: string, colour: string])[]): string {
  return colours.map(([name, colour]) => `--m-${name}:var(--warden-${name},${colour})`).join(';')
}

function rules(): readonly string[] {
  return [
    '.warden-map text{fill:var(--m-ink);font-family:system-ui,-apple-system,"Segoe UI","Noto Sans","DejaVu Sans",sans-serif}',
    '.warden-map text.mono{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace}',
    '.warden-map text.bold{font-weight:600}',
    '.warden-map .gone{display:none}',
    '.warden-map .soft,.warden-map .holder{fill:var(--m-soft)}',
    '.warden-map .paper{fill:var(--m-ground)}',
    '.warden-map .grid{stroke:var(--m-grid);stroke-width:.75}',
    '.warden-map .rule{stroke:var(--m-gap-ink)}',
    '.warden-map .head-line{stroke:var(--m-ink);stroke-width:1.5}',
    '.warden-map .absent .head-line{stroke:var(--m-soft);stroke-dasharray:3 3}',
    '.warden-map .lane{fill:var(--m-lane)}',
    '.warden-map .absent>.lane{fill:none}',
    '.warden-map rect.gap{fill:var(--m-gap)}',
    '.warden-map .break{stroke:var(--m-gap-ink);stroke-dasharray:2 4}',
    '.warden-map .face{stroke-width:1}',
    face('root', 'root'),
    face('cell', 'cell'),
    face('shared', 'shared'),
    face('link', 'link'),
    face('conflict', 'clash'),
    '.warden-map .conflict>.face{stroke-width:1.5}',
    '.warden-map .edge{fill:none}',
    ...['shared', 'link'].map((name) => `.warden-map .${name}>.edge{fill:var(--m-${name}-line)}`),
    '.warden-map .absent>.edge,.warden-map .taken>.edge{fill-opacity:.5}',
    '.warden-map .taken>.face,.warden-map .absent>.face{fill:var(--m-ground);stroke-dasharray:3 3}',
    '.warden-map .taken>text,.warden-map .block.absent>text,.warden-map .item.absent>text{fill:var(--m-soft)}',
    '.warden-map .rights{fill:var(--m-soft)}',
    // Words on a pattern stand on a rim of the colour below it.
    '.warden-map .traps>text,.warden-map .devices>text,.warden-map .intercepted>text,.warden-map .conflict:not(.mark)>text{paint-order:stroke;stroke-width:3;stroke-linejoin:round;stroke:var(--m-rim)}',
    ...['root', 'cell', 'shared', 'link'].map(
      (name) => `.warden-map .${name}{--m-rim:var(--m-${name}-face)}`,
    ),
    '.warden-map .intercepted{--m-rim:var(--m-trap-face)}',
    '.warden-map .conflict{--m-rim:var(--m-clash-face)}',
    '.warden-map .taken,.warden-map .absent{--m-rim:var(--m-ground)}',
    '.warden-map .dots{fill:url(#warden-dots)}',
    '.warden-map .bars{fill:url(#warden-bars)}',
    '.warden-map .clash{display:none;fill:url(#warden-clash)}',
    '.warden-map .conflict:not(.taken):not(.absent)>.clash{display:inline}',
    '.warden-map .memory>.face{fill:var(--m-keep-face)}',
    '.warden-map .memory>text{fill:var(--m-keep-ink)}',
    '.warden-map .intercepted>.face{fill:var(--m-trap-face);stroke:var(--m-trap-line)}',
    '.warden-map .used>.face{fill:none;stroke:var(--m-trap-line);stroke-dasharray:1 2}',
    '.warden-map .hatch{fill:url(#warden-hatch)}',
    tone('ivshmem', 'link'),
    tone('shared', 'shared'),
    tone('conflict', 'clash'),
    '.warden-map .tie{stroke:var(--m-tone);stroke-width:1.25}',
    '.warden-map .mark.shared .tie{stroke-dasharray:4 3}',
    '.warden-map .mark.conflict .tie{stroke-width:2;stroke-dasharray:1.5 2.5}',
    '.warden-map .knot{fill:var(--m-tone);stroke:var(--m-ground);stroke-width:1.5}',
    '.warden-map .bracket{fill:var(--m-tone)}',
    '.warden-map .mark .what{fill:var(--m-tone)}',
    '.warden-map .mark.conflict .what{font-weight:600}',
  ]
}

function face(look: string, name: string): string {
  return `.warden-map .${look}>.face{fill:var(--m-${name}-face);stroke:var(--m-${name}-line)}`
}

function tone(look: string, name: string): string {
  return `.warden-map .mark.${look}{--m-tone:var(--m-${name}-line)}`
}

/** The patterns that the style sheet names, for the definitions of an SVG. */
export const patterns = [
  pattern(
    'hatch',
    6,
    '<path d="M-1 1L1 -1M0 6L6 0M5 7L7 5" stroke="var(--m-trap-line)" stroke-opacity=".45" stroke-width=".9"/>',
  ),
  pattern('dots', 5, '<circle cx="1.5" cy="1.5" r=".9" fill="var(--m-ink)" fill-opacity=".38"/>'),
  pattern('bars', 5, '<path d="M1 0V5" stroke="var(--m-ink)" stroke-opacity=".35" stroke-width="1"/>'),
  pattern(
    'clash',
    9,
    '<path d="M-2 7L2 11M0 0L9 9M7 -2L11 2" stroke="var(--m-clash-line)" stroke-opacity=".32" stroke-width="2"/>',
  ),
].join('')

function pattern(name: string, size: number, content: string): string {
  return `<pattern id="warden-${name}" width="${size}" height="${size}" patternUnits="userSpaceOnUse">${content}</pattern>`
}
