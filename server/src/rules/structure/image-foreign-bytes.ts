/** An image that does not begin with the configuration, but with a note of the compiler. */
import { defineRule } from '../rule.ts'
import { sizeText } from '../wording.ts'

export const imageForeignBytes = defineRule({
  id: 'image-foreign-bytes',
  resource: 'structure',
  scope: 'file',
  severity: 'error',
  since: '0.1.0',
  docs: {
    what:
      'A `.cell` file begins with a note that the compiler has left in the object file, `.note.gnu.property`, instead ' +
      'of the configuration.',
    why:
      'gcc marks object files for x86 with such a note when it is set up to protect the control flow, as the ' +
      'compilers of most distributions are. `objcopy -O binary` copies it like data: in front of the configuration, or ' +
      'over its first bytes. The driver finds no signature and refuses the file with EINVAL.',
    legal:
      'Where the header is still there behind the note, the rest of the file is checked as usual. Where the note lies ' +
      'over it, the lost fields are unknown.',
    bad: `
//- /example/lark-a.cell
00000000  04 00 00 00 10 00 00 00  05 00 00 00 47 4e 55 00
00000010  02 00 00 c0 04 00 00 00  03 00 00 00 00 00 00 00
00000020  4a 48 43 4c 4c 02 0e 00  6c 61 72 6b 2d 61 00 00
00000030  00 00 00 00 00 00 00 00  00 00 00 00 00 00 00 00
*
00000050  08 00 00 00 00 00 00 00  00 00 00 00 00 00 00 00
00000060  00 00 00 00 00 00 00 00  00 00 00 00 00 00 00 00
*
000000a0  00 00 00 00 02 00 00 00  00 00 00 00
000000ac`,
    good: `
//- /example/lark-a.cell
00000000  4a 48 43 4c 4c 02 0e 00  6c 61 72 6b 2d 61 00 00
00000010  00 00 00 00 00 00 00 00  00 00 00 00 00 00 00 00
*
00000030  08 00 00 00 00 00 00 00  00 00 00 00 00 00 00 00
00000040  00 00 00 00 00 00 00 00  00 00 00 00 00 00 00 00
*
00000080  00 00 00 00 02 00 00 00  00 00 00 00
0000008c`,
    references: ['configs/Makefile: OBJCOPYFLAGS', 'driver/cell.c: jailhouse_cmd_cell_create'],
    catalogue: 'A.0, B E1 and C1',
  },
  check({ image, kind }, report) {
    for (const fault of image?.faults ?? []) {
      if (fault.kind !== 'foreign') continue
      const size = sizeText(BigInt(fault.size))
      report({
        at: fault.at,
        message: fault.isOverHeader
          ? `the first ${size} of the header are a note of the compiler`
          : `${size} of a note of the compiler stand in front of the header`,
        why: `the driver finds no signature at the beginning of the file: \`jailhouse ${kind === 'system' ? 'enable' : 'cell create'}\` fails with EINVAL`,
        help: 'call objcopy with `--remove-section=.note.gnu.property`, or build the image with `warden build`',
      })
    }
  },
})
