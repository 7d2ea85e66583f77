/** Links to other files, and what the preprocessor leaves out. */
import { describe, expect, test } from 'vitest'
import { inactiveBranches } from '../../server/src/ide/inactive.ts'
import { linksIn } from '../../server/src/ide/links.ts'
import { spanText } from '../../server/src/text/span.ts'
import { cellConfig, rootConfig } from './hovered.ts'
import { opened } from './opened.ts'

function links(text: string): readonly string[] {
  const { analysis, check } = opened(text)
  return linksIn(
    analysis,
    check.files.map(({ file }) => file.path),
  ).map(({ span: place, target }) => `${spanText(place)} → ${target}`)
}

describe('links', () => {
  test('lead from an include to the file that was found, and nowhere from one that was not', () => {
    expect(
      links(`//- /board/board-a.c
$0${cellConfig({ above: '#include "inc/uart.h"\n#  include <gone.h>\n#define EXTRA "more.h"\n#include EXTRA' })}
//- /board/inc/uart.h
#define UART 1
//- /board/more.h
#define MORE 1
`),
    ).toEqual(['"inc/uart.h" → /board/inc/uart.h', 'EXTRA → /board/more.h'])
  })

  test('lead from names in comments to the other files of the folder, images to their sources', () => {
    expect(
      links(`//- /board/board.c
${rootConfig}
//- /board/board-a.c
/* See board.c, board-b.cell and board-a.c; not elsewhere.c. */
$0${cellConfig({ above: '// by board.c.\nstatic const char *name = "board.c";' })}
//- /board/board-b.c
${cellConfig({})}`),
    ).toEqual(['board.c → /board/board.c', 'board-b.cell → /board/board-b.c', 'board.c → /board/board.c'])
  })
})

function inactive(text: string): readonly string[] {
  const { analysis } = opened(`$0${cellConfig({ above: text })}`)
  return inactiveBranches(analysis.file, analysis.translation).map(
    ({ span: place, directive }) => `${directive}: ${spanText(place)}`,
  )
}

describe('inactive branches', () => {
  test('reach over whole lines with their comments, without the directives around them', () => {
    expect(
      inactive(`#ifdef DEBUG /* never */
	/* for debugging */
	int a;

#else
int b;
#endif`),
    ).toEqual(['#ifdef DEBUG: /* for debugging */\n\tint a;'])
  })

  test('are found behind a branch that was taken, with the conditionals in them', () => {
    expect(inactive('#if 1\nint a;\n#elif 2\n#if 3\nint b;\n#endif\n#else\nint c;\n#endif')).toEqual([
      '#elif 2: #if 3\nint b;\n#endif\n#else\nint c;',
    ])
  })

  test('are none where there is nothing in them, and those of headers are not of this file', () => {
    expect(inactive('#if 0\n\n#endif')).toEqual([])
    expect(inactive('')).toEqual([])
  })

  test('end with the text where the `#endif` is missing', () => {
    const { analysis } = opened(`$0${cellConfig({})}#if 0\nint a;\n`)
    const [branch] = inactiveBranches(analysis.file, analysis.translation)
    expect(branch && spanText(branch.span)).toBe('int a;')
  })
})
