/**
 * The colours of the map, for readers who prefer light or dark ones, or more contrast. Ink can be read on every face
 * (WCAG 2.2, AA), and every line be seen against the ground; the tests reckon that.
 */

/** By what is coloured: faces of blocks, the lines around them, inks. */
export type Palette = Readonly<Record<keyof typeof light, string>>

export const light = {
  ground: '#ffffff',
  ink: '#1a2433',
  soft: '#566275',
  grid: '#e7ebf0',
  lane: '#f5f7fa',
  gap: '#ffffff',
  'gap-ink': '#c3ccd7',
  'root-face': '#e3e8ef',
  'root-line': '#7c8ba1',
  'cell-face': '#d3e5fb',
  'cell-line': '#2f74c0',
  'shared-face': '#cfeee3',
  'shared-line': '#157a62',
  'link-face': '#e6dcfb',
  'link-line': '#6d48c5',
  'clash-face': '#fde3dd',
  'clash-line': '#c2331d',
  'keep-face': '#37445a',
  'keep-ink': '#ffffff',
  'trap-face': '#f1f3f6',
  'trap-line': '#5f6e84',
}

export const dark: Palette = {
  ground: '#14181f',
  ink: '#e7ecf3',
  soft: '#a0acbd',
  grid: '#262d38',
  lane: '#1a1f28',
  gap: '#14181f',
  'gap-ink': '#465160',
  'root-face': '#2b3442',
  'root-line': '#7d8da5',
  'cell-face': '#16375c',
  'cell-line': '#5aa2ee',
  'shared-face': '#10443a',
  'shared-line': '#3fbf9f',
  'link-face': '#372a63',
  'link-line': '#a78bf5',
  'clash-face': '#5a211a',
  'clash-line': '#ff7f69',
  'keep-face': '#cbd5e3',
  'keep-ink': '#14181f',
  'trap-face': '#202733',
  'trap-line': '#8a99ae',
}

/** More contrast on white; the dark one is the same the other way round. */
export const strong: Palette = {
  ...light,
  ink: '#000000',
  soft: '#000000',
  grid: '#b8b8b8',
  lane: '#ffffff',
  'gap-ink': '#8a8a8a',
  'root-face': '#ffffff',
  'root-line': '#000000',
  'cell-face': '#ffffff',
  'cell-line': '#003a8c',
  'shared-face': '#ffffff',
  'shared-line': '#004d3a',
  'link-face': '#ffffff',
  'link-line': '#43129c',
  'clash-face': '#ffffff',
  'clash-line': '#a30000',
  'keep-face': '#000000',
  'trap-face': '#ffffff',
  'trap-line': '#000000',
}

export const strongDark: Palette = {
  ...dark,
  ground: '#000000',
  ink: '#ffffff',
  soft: '#ffffff',
  grid: '#5a5a5a',
  lane: '#000000',
  gap: '#000000',
  'gap-ink': '#8a8a8a',
  'root-face': '#000000',
  'root-line': '#ffffff',
  'cell-face': '#000000',
  'cell-line': '#7cc4ff',
  'shared-face': '#000000',
  'shared-line': '#5ff0c8',
  'link-face': '#000000',
  'link-line': '#cbb5ff',
  'clash-face': '#000000',
  'clash-line': '#ff9d8c',
  'keep-face': '#ffffff',
  'keep-ink': '#000000',
  'trap-face': '#000000',
  'trap-line': '#ffffff',
}

/** Where a system forces its own colours on pages, they have names, and there are few. */
export function forcedColours(): readonly (readonly [name: string, colour: string])[] {
  return Object.keys(light).map((name) => [name, forcedColour(name)])
}

function forcedColour(name: string): string {
  if (['ground', 'gap', 'lane', 'keep-ink'].includes(name)) return 'Canvas'
  if (name.endsWith('-face') && name !== 'keep-face') return 'Canvas'
  return ['gap-ink', 'grid'].includes(name) ? 'GrayText' : 'CanvasText'
}
