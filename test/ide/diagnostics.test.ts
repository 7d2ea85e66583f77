/** What an editor shows in one file out of the findings of a folder: own ones, mirrored ones, and those in headers. */
import { describe, expect, test } from 'vitest'
import { diagnosticsOf, type FileDiagnostic } from '../../server/src/ide/diagnostics.ts'
import { positionAt, textOfLine } from '../../server/src/text/source-file.ts'
import type { Span } from '../../server/src/text/span.ts'
import { memoryFiles } from '../../server/src/workspace/file-store.ts'
import { defaultSettings } from '../../server/src/workspace/settings.ts'
import { createWorkspace } from '../../server/src/workspace/workspace.ts'
import { exampleBoard } from '../rules/example-board.ts'

describe('a finding about two cells', () => {
  const example = `
//- x86 cell left.c
.pio_regions = { PIO_RANGE(0x2f8, 8) },
//- x86 cell right.c
.pio_regions = { PIO_RANGE(0x2f8, 8) },`

  test('is in the second one as it is', () => {
    expect(shownIn(example, 'right', 'pio-conflict-cells')).toMatchInlineSnapshot(`
      [
        "information at .pio_regions = { PIO_RANGE(0x2f8, 8) }, (example-right.c)
      also given to cell "left": I/O ports 0x2f8-0x2ff (8 ports)
      why: both cells reach the device behind them, and the hypervisor refuses nothing
      help: give the ports to one of the two cells; if the cells never run together, this is no fault
      cell "left" has I/O ports 0x2f8-0x2ff (8 ports): .pio_regions = { PIO_RANGE(0x2f8, 8) }, (example-left.c)
      from the macro \`PIO_RANGE\`: #define PIO_RANGE(first_port, port_count) { .base = first_port, .length = port_count } (cell-config.h)",
      ]
    `)
  })

  test('is in the first one, too, and says where it was found', () => {
    expect(shownIn(example, 'left', 'pio-conflict-cells')).toMatchInlineSnapshot(`
      [
        "information at .pio_regions = { PIO_RANGE(0x2f8, 8) }, (example-left.c)
      found in cell "right": also given to cell "left": I/O ports 0x2f8-0x2ff (8 ports)
      why: both cells reach the device behind them, and the hypervisor refuses nothing
      help: give the ports to one of the two cells; if the cells never run together, this is no fault
      the finding in example-right.c: .pio_regions = { PIO_RANGE(0x2f8, 8) }, (example-right.c)
      from the macro \`PIO_RANGE\`: #define PIO_RANGE(first_port, port_count) { .base = first_port, .length = port_count } (cell-config.h)",
      ]
    `)
  })

  test('is in no other file of the board', () => {
    expect(shownIn(example, '', 'pio-conflict-cells')).toEqual([])
  })

  test('goes by the name of the file when the cell has none', () => {
    const nameless = example.replace('right.c\n', 'right.c\n.cell.name = "",\n')
    expect(shownIn(nameless, 'left', 'pio-conflict-cells').join()).toContain('found in example-right.c: ')
  })
})

test('a finding about a cell and its root is in the cell only', () => {
  const example = '//- cell left.c\n.cpus = { 0b100000 },'
  expect(shownIn(example, 'left', 'cpu-not-in-root')).toHaveLength(1)
  expect(shownIn(example, '', 'cpu-not-in-root')).toEqual([])
})

describe('a fault in an included file', () => {
  const example = `
//- cell left.c
.cpus = { 0b10 },
//- /example/list.h
unheard_of |
//- /example/outer.h
// One more step.
#include "list.h"
`

  test('is shown at the include, with the true place', () => {
    const files = filesOf(example, ['.cpus = { 0b10 }', '.cpus = {\n#include "list.h"\n0b10 }'])
    expect(shown(files, 'left', 'c-unknown-name')).toMatchInlineSnapshot(`
      [
        "error at #include "list.h" (example-left.c)
      \`unheard_of\` is not defined
      help: define it, include the header that does, or pass it with -D
      the place in list.h: unheard_of | (list.h)",
      ]
    `)
  })

  test('is shown at the include that leads to it', () => {
    const files = filesOf(example, ['.cpus = { 0b10 }', '.cpus = {\n#include "outer.h"\n0b10 }'])
    expect(shown(files, 'left', 'c-unknown-name')).toMatchInlineSnapshot(`
      [
        "error at #include "outer.h" (example-left.c)
      \`unheard_of\` is not defined
      help: define it, include the header that does, or pass it with -D
      the place in list.h: unheard_of | (list.h)",
      ]
    `)
  })
})

test('what stands in a config that another one includes belongs to both', () => {
  const left = filesOf('//- cell left.c\n.cpus = { 0b100000 },')
  const files = { ...left, '/example/example-variant.c': '#define VARIANT\n#include "example-left.c"\n' }
  expect(shown(files, 'left', 'cpu-not-in-root')).toEqual([
    expect.stringContaining('at .cpus = { 0b100000 },'),
  ])
  expect(shown(files, 'variant', 'cpu-not-in-root')).toEqual([
    expect.stringContaining('at #include "example-left.c"'),
  ])
})

test('there is nothing to show in a file that was not checked', () => {
  expect(diagnosticsOf({ findings: [], files: [] }, '/example/x.c')).toEqual([])
})

function shownIn(example: string, name: string, rule: string): readonly string[] {
  return shown(filesOf(example), name, rule)
}

/** @param name `left` for `example-left.c`, nothing for the root */
function shown(files: Readonly<Record<string, string>>, name: string, rule: string): readonly string[] {
  const workspace = createWorkspace({
    files: memoryFiles(files),
    settings: defaultSettings,
    roots: ['/example'],
  })
  const check = workspace.check(Object.keys(files).filter((path) => path.endsWith('.c')))
  return diagnosticsOf(check, `/example/example${name === '' ? '' : `-${name}`}.c`)
    .filter((diagnostic) => diagnostic.rule === rule)
    .map(textOf)
}

function textOf({ severity, message, span, related }: FileDiagnostic): string {
  const places = related.map((one) => `${one.message}: ${placeOf(one.span)}`)
  return [`${severity} at ${placeOf(span)}`, message, ...places].join('\n')
}

/** The line that a place begins in, with the name of its file. */
function placeOf({ file, start }: Span): string {
  const line = textOfLine(file, positionAt(file, start).line)
  return `${line.trim()} (${file.path.replace(/^.*\//, '')})`
}

function filesOf(
  example: string,
  [before, after]: readonly [string, string] = ['', ''],
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    exampleBoard(example).map(({ path, text }) => [path, text.replace(before, after)]),
  )
}
