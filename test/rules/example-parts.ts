/**
 * Splits an example into the files that it is about. What a `//- …` line may say is described in
 * `example-board.ts`; this file knows these lines and nothing about configs.
 */

export interface Part {
  /** Whether it is to be completed, and into what; a `file` is complete. */
  readonly kind: 'root' | 'cell' | 'file'
  readonly path: string
  readonly text: string
  /** The line of the example that the text begins on, from 0. */
  readonly firstLine: number
}

export interface Parts {
  readonly architecture: 'arm64' | 'x86'
  readonly parts: readonly Part[]
  /** Whether the example brings its own root, or is complete in any case. */
  readonly hasRoot: boolean
}

export const standardRootPath = '/example/example.c'

/** The paths of the cells that each `//- concurrent` line of an example names. */
export function concurrentSetsOf(example: string): readonly (readonly string[])[] {
  const lines = example
    .split('\n')
    .flatMap((line) => /^\/\/- concurrent((?: \S+)+)\s*$/.exec(line)?.[1] ?? [])
  return lines.map((names) =>
    names
      .trim()
      .split(' ')
      .map((name) => (name.startsWith('/') ? name : `/example/example-${name}`)),
  )
}

/** The address that a line `//- rootConsole` of an example gives. */
export function rootConsoleOf(example: string): bigint | undefined {
  const address = /^\/\/- rootConsole (0x[0-9a-f]+)\s*$/m.exec(example)?.[1]
  return address === undefined ? undefined : BigInt(address)
}

/** The parts of an example, in its order. Throws when a `//-` line says nothing that is known. */
export function partsOf(example: string): Parts {
  const sections = sectionsOf(example)
  const used = new Set<string>()
  const parts = sections.map((section) => {
    const path = unusedPath(pathOf(section), used)
    used.add(path)
    return partOf(section, path)
  })
  return {
    architecture: sections.some(({ line }) => /^x86\b/.test(line)) ? 'x86' : 'arm64',
    parts,
    hasRoot: sections.some(({ line, text }) => line.startsWith('/') || isRoot(line, text)),
  }
}

/** The lines behind a `//-` line, up to the next one. */
interface Section {
  /** What the `//-` line says. */
  readonly line: string
  readonly text: string
  readonly firstLine: number
}

function sectionsOf(example: string): readonly Section[] {
  const sections: { line: string; firstLine: number; lines: string[] }[] = []
  let section = { line: 'cell', firstLine: 0, lines: [] as string[] }
  for (const [index, text] of example.split('\n').entries()) {
    const line = /^\/\/-\s*(.*?)\s*$/.exec(text)?.[1]
    if (line === undefined) {
      section.lines.push(text)
      continue
    }
    sections.push(section)
    section = { line, firstLine: index + 1, lines: [] }
  }
  sections.push(section)
  // Blank lines in front of the first `//-` line are no cell.
  if (1 < sections.length && sections[0] && isBlank(sections[0])) sections.shift()
  const parts = sections.filter((one) => !isAboutBoard(one.line) || !isBlank(one))
  return parts.map(({ line, firstLine, lines }) => ({ line, firstLine, text: lines.join('\n') }))
}

/** Whether the line says something about the board, and begins no part. */
function isAboutBoard(line: string): boolean {
  return /^(concurrent|rootConsole) /.test(line)
}

function isBlank({ lines }: { readonly lines: readonly string[] }): boolean {
  return lines.every((line) => line.trim() === '')
}

function partOf({ line, text, firstLine }: Section, path: string): Part {
  const isComplete = line.startsWith('/') || /^\s*#\s*include\b/m.test(text)
  return { kind: isComplete ? 'file' : isRoot(line, text) ? 'root' : 'cell', path, text, firstLine }
}

function isRoot(line: string, text: string): boolean {
  return /^(x86 )?root$/.test(line) || /\bstruct jailhouse_system\b/.test(text)
}

function pathOf({ line, text }: Section): string {
  if (/^\/\S+$/.test(line)) return line
  if (isRoot(line, text)) return standardRootPath
  const cell = /^(?:x86 )?cell(?: (?:example-)?(\S+\.c))?$/.exec(line)
  if (!cell) throw new Error(`\`//- ${line}\` is no beginning of a part`)
  return `/example/example-${cell[1] ?? 'cell.c'}`
}

function unusedPath(path: string, used: ReadonlySet<string>): string {
  let unused = path
  for (let number = 2; used.has(unused); number++) unused = path.replace(/\.c$/, `-${number}.c`)
  return unused
}
