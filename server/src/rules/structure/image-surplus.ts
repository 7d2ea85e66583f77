/** An image that goes on behind what its header counts. */
import { defineRule } from '../rule.ts'
import { counted, hex } from '../wording.ts'

export const imageSurplus = defineRule({
  id: 'image-surplus',
  resource: 'structure',
  scope: 'file',
  severity: 'information',
  since: '0.1.0',
  docs: {
    what: 'A `.cell` file goes on behind the last array that its header counts.',
    why:
      'The readers stop at the end of what is counted, so nobody looks at the rest. Mostly the source has an array ' +
      'that is not counted, or a count that is too small; then what its author wrote there has no effect. If the array ' +
      'whose count is wrong is not the last one, all that follows it was read from the wrong place, which the bytes ' +
      'alone do not show. Or the file defines a second object, whose bytes were appended.',
    legal: 'In the source an array may stand uncounted at the end on purpose.',
    bad: `
//- /example/lark-a.cell
00000000  4a 48 43 4c 4c 02 0e 00  6c 61 72 6b 2d 61 00 00
00000010  00 00 00 00 00 00 00 00  00 00 00 00 00 00 00 00
*
00000030  08 00 00 00 00 00 00 00  00 00 00 00 00 00 00 00
00000040  00 00 00 00 00 00 00 00  00 00 00 00 00 00 00 00
*
00000080  00 00 00 00 02 00 00 00  00 00 00 00 00 00 00 3f
00000090  00 00 00 00 00 00 00 00  00 00 00 00 00 00 10 00
000000a0  00 00 00 00 07 00 00 00  00 00 00 00
000000ac`,
    good: `
//- /example/lark-a.cell
00000000  4a 48 43 4c 4c 02 0e 00  6c 61 72 6b 2d 61 00 00
00000010  00 00 00 00 00 00 00 00  00 00 00 00 00 00 00 00
*
00000030  08 00 00 00 01 00 00 00  00 00 00 00 00 00 00 00
00000040  00 00 00 00 00 00 00 00  00 00 00 00 00 00 00 00
*
00000080  00 00 00 00 02 00 00 00  00 00 00 00 00 00 00 3f
00000090  00 00 00 00 00 00 00 00  00 00 00 00 00 00 10 00
000000a0  00 00 00 00 07 00 00 00  00 00 00 00
000000ac`,
    references: ['include/jailhouse/cell-config.h: jailhouse_cell_config_size', 'configs/Makefile'],
    catalogue: 'A.0',
  },
  check({ image }, report) {
    for (const fault of image?.faults ?? []) {
      if (fault.kind !== 'surplus') continue
      report({
        at: fault.at,
        message: `${counted(fault.size, 'byte follows', 'bytes follow')} at ${hex(fault.offset)}, behind all that the header counts`,
        why: 'the readers stop at the end of what is counted, so that nobody looks at them',
        help: 'compare the counts in the source with its arrays',
      })
    }
  },
})
