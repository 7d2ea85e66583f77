/** Code frames: every shape that a marked place can have. The pictures have been looked at one by one. */
import { describe, expect, test } from 'vitest'
import { type Paint, plain } from '../../../server/src/cli/colours.ts'
import { codeFrame } from '../../../server/src/cli/formats/code-frame.ts'
import { widthOfText } from '../../../server/src/cli/formats/display.ts'
import { type Mark, placed } from '../../../server/src/cli/formats/shown-lines.ts'
import { type Span, span } from '../../../server/src/text/span.ts'
import { between, fileOf } from './marked-text.ts'

const board = fileOf(`	.mem_regions = {
		/* RAM */ {
			.phys_start = 0x40000000,
			.size = 0x100000,
		},
		/* UART */ {
			.phys_start = 0x09000000,
			.virt_start = 0x09000000,
			.size = 0x1000,
			.flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE |
				 JAILHOUSE_MEM_IO | JAILHOUSE_MEM_ROOTSHARED |
				 JAILHOUSE_MEM_IO_32,
			/* so that it is */
			/* rather long */
		},
		{ .size = 1 },
	},
`)

const primary = (place: Span, label = ''): Mark => ({ span: place, isPrimary: true, label })
const secondary = (place: Span, label: string): Mark => ({ span: place, isPrimary: false, label })

/** Colours that can be read. */
const named: Paint = (look, text) => (text === '' ? '' : `<${look}>${text}</>`)

function frame(marks: readonly Mark[], width = 80, paint: Paint = plain): string {
  return `\n${codeFrame(marks.map(placed), { width, gutter: 3, paint, look: 'error' }).join('\n')}\n`
}

describe('places in one line', () => {
  test('are underlined, with their label behind', () => {
    expect(frame([primary(between(board, '0x40000000'), 'here')])).toMatchInlineSnapshot(`
      "
          |
        3 |             .phys_start = 0x40000000,
          |                           ^^^^^^^^^^ here
          |
      "
    `)
  })

  test('have each their own row', () => {
    const marks = [secondary(between(board, '.size'), 'the size'), primary(between(board, '0x100000'))]
    expect(frame(marks)).toMatchInlineSnapshot(`
      "
          |
        4 |             .size = 0x100000,
          |             ----- the size
          |                     ^^^^^^^^
          |
      "
    `)
  })

  test('that are empty are shown where they would be', () => {
    const { start } = between(board, '0x40000000')
    expect(frame([primary(span(board, start, start))])).toMatchInlineSnapshot(`
      "
          |
        3 |             .phys_start = 0x40000000,
          |                           ^
          |
      "
    `)
    const end = board.text.length
    expect(frame([primary(span(board, end, end))])).toMatchInlineSnapshot(`
      "
          |
       18 |
          | ^
          |
      "
    `)
    const nothing = fileOf('')
    expect(frame([primary(span(nothing, 0, 0))])).toMatchInlineSnapshot(`
      "
          |
        1 |
          | ^
          |
      "
    `)
  })

  test('that end with their line break end before it', () => {
    const { start } = between(board, '.size = 0x100000')
    expect(frame([primary(span(board, start, board.text.indexOf('\n', start) + 1))])).toMatchInlineSnapshot(`
      "
          |
        4 |             .size = 0x100000,
          |             ^^^^^^^^^^^^^^^^^
          |
      "
    `)
  })

  test('are shown with the one line between them, and with dots for more', () => {
    const [first, second, third] = ['/* RAM */', '.size', '0x09000000'].map((text) => between(board, text))
    const marks = [first, second, third].flatMap((place) => (place ? [primary(place)] : []))
    expect(frame(marks)).toMatchInlineSnapshot(`
      "
          |
        2 |         /* RAM */ {
          |         ^^^^^^^^^
        3 |             .phys_start = 0x40000000,
        4 |             .size = 0x100000,
          |             ^^^^^
      ...
        7 |             .phys_start = 0x09000000,
          |                           ^^^^^^^^^^
          |
      "
    `)
  })
})

describe('places of several lines', () => {
  test('have a bar from their beginning to their end', () => {
    expect(frame([primary(between(board, '{\n\t\t\t.phys', '}'), 'all of it')])).toMatchInlineSnapshot(`
      "
          |
        2 |           /* RAM */ {
          |  ___________________^
        3 | |             .phys_start = 0x40000000,
        4 | |             .size = 0x100000,
        5 | |         },
          | |_________^ all of it
          |
      "
    `)
  })

  test('that begin a line have a shorter beginning', () => {
    const place = between(board, '.phys_start = 0x40000000', '0x100000')
    expect(frame([primary(place)])).toMatchInlineSnapshot(`
      "
          |
        3 | /             .phys_start = 0x40000000,
        4 | |             .size = 0x100000,
          | |____________________________^
          |
      "
    `)
  })

  test('that are long lose their middle', () => {
    expect(frame([primary(between(board, '/* UART */ {', '}'))])).toMatchInlineSnapshot(`
      "
          |
        6 | /         /* UART */ {
        7 | |             .phys_start = 0x09000000,
        8 | |             .virt_start = 0x09000000,
        9 | |             .size = 0x1000,
      ...   |
       15 | |         },
          | |_________^
          |
      "
    `)
  })

  test('have lanes of their own where they meet', () => {
    const outer = between(board, '{\n\t\t/* RAM', '},\n\t}')
    const marks = [
      primary(between(board, '/* RAM */ {', '}')),
      secondary(outer, 'the array'),
      secondary(between(board, '0x40000000'), 'the address'),
    ]
    expect(frame(marks)).toMatchInlineSnapshot(`
      "
          |
        1 |         .mem_regions = {
          |  ______________________-
        2 | | /         /* RAM */ {
        3 | | |             .phys_start = 0x40000000,
          | | |                           ---------- the address
        4 | | |             .size = 0x100000,
        5 | | |         },
          | | |_________^
      ...   |
       17 | |       },
          | |_______- the array
          |
      "
    `)
  })
})

describe('labels', () => {
  const long = 'this is what there is to say about the address, and it goes on and on and does not end soon'

  test('that do not fit behind their mark stand below it', () => {
    expect(frame([primary(between(board, '0x40000000'), long)])).toMatchInlineSnapshot(`
      "
          |
        3 |             .phys_start = 0x40000000,
          |                           ^^^^^^^^^^
          |                         this is what there is to say about the address,
          |                         and it goes on and on and does not end soon
          |
      "
    `)
  })

  test('far to the right find room to the left', () => {
    expect(frame([primary(between(board, 'JAILHOUSE_MEM_WRITE'), long)], 70)).toMatchInlineSnapshot(`
      "
          |
       10 |             .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE |
          |                                           ^^^^^^^^^^^^^^^^^^^
          |               this is what there is to say about the address,
          |               and it goes on and on and does not end soon
          |
      "
    `)
  })
})

describe('the text', () => {
  test('has tabs of four columns, and wide characters as wide as they are', () => {
    const file = fileOf('a\tb\t/* \u6f22\u5b57 e\u0301 \u{1f427} */ value;\n')
    expect(
      frame([primary(between(file, 'value')), secondary(between(file, 'b'), 'b')]),
    ).toMatchInlineSnapshot(`
      "
          |
        1 | a   b   /* 漢字 é 🐧 */ value;
          |                         ^^^^^
          |     - b
          |
      "
    `)
  })

  test('cannot command the terminal', () => {
    const file = fileOf('a = "\u001b[31m\u202e\u0007"; b\n')
    const picture = frame([primary(between(file, 'b'), 'red\u001b[31m')])
    expect(picture).toMatchInlineSnapshot(`
      "
          |
        1 | a = "␛[31m�␇"; b
          |                ^ red␛[31m
          |
      "
    `)
    expect(picture).not.toContain('\u001b')
  })

  test('may have any line breaks', () => {
    const file = fileOf('first\r\nsecond\rthird\nfourth')
    expect(frame([primary(between(file, 'third'))])).toMatchInlineSnapshot(`
      "
          |
        3 | third
          | ^^^^^
          |
      "
    `)
  })

  test('in a very long line is shown around the place', () => {
    const file = fileOf(`${'x'.repeat(5000)} = value; ${'y'.repeat(5000)}\nshort\n`)
    expect(frame([primary(between(file, 'value'), 'here')], 60)).toMatchInlineSnapshot(`
      "
          |
        1 | …xxxxxx = value; yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy…
          |           ^^^^^ here
          |
      "
    `)
    expect(frame([primary(between(file, 'x'))], 60)).toMatchInlineSnapshot(`
      "
          |
        1 | xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…
          | ^
          |
      "
    `)
    const whole = frame([primary(span(file, 0, file.text.length))], 60)
    expect(whole).toMatchInlineSnapshot(`
      "
          |
        1 | / xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…
        2 | | short
          | |_____^
          |
      "
    `)
  })
})

test('every row keeps to the width, whatever is marked', () => {
  const files = [board, fileOf('x'.repeat(300)), fileOf('\u6f22'.repeat(200))]
  for (const file of files)
    for (let start = 0; start < file.text.length; start += 7)
      for (const length of [0, 1, 30, 400]) {
        const place = span(file, start, Math.min(start + length, file.text.length))
        const rows = frame([primary(place, 'some words to say'), secondary(place, 'and more')], 60).split(
          '\n',
        )
        expect(rows.filter((row) => 60 < widthOfText(row))).toEqual([])
      }
})

test('colours are those of the marks, and of nothing else', () => {
  const marks = [
    primary(between(board, '{\n\t\t\t.phys', '}')),
    secondary(between(board, '0x100000'), 'size'),
  ]
  expect(frame(marks, 80, named)).toMatchInlineSnapshot(`
    "
    <quiet>    |</>
    <quiet>  2 |</>           /* RAM */ {
    <quiet>    |</>  <error>___________________^</>
    <quiet>  3 |</> <error>|</>             .phys_start = 0x40000000,
    <quiet>  4 |</> <error>|</>             .size = 0x100000,
    <quiet>    |</> <error>|</>                     <secondary>--------</> <secondary>size</>
    <quiet>  5 |</> <error>|</>         },
    <quiet>    |</> <error>|_________^</>
    <quiet>    |</>
    "
  `)
})
