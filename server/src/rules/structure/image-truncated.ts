/** An image that ends before everything that its header counts. */
import { nounsOf } from '../../config/arrays.ts'
import type { CutArray, TruncatedImage } from '../../config/image.ts'
import { defineRule } from '../rule.ts'
import { counted, hex, sizeText } from '../wording.ts'

export const imageTruncated = defineRule({
  id: 'image-truncated',
  resource: 'structure',
  scope: 'file',
  severity: 'error',
  since: '0.1.0',
  docs: {
    what: 'A `.cell` file ends before all that its header counts, or within the header itself.',
    why:
      'The driver checks the signature and the revision, and copies as much as the counts announce, without comparing ' +
      'that with the size of the file. What is missing is taken from whatever follows in the memory of the kernel, ' +
      'and the hypervisor gives the cell what these bytes happen to say. Nothing refuses such a file as such.',
    legal:
      'Findings about what is there are reported as usual; what is not there is unknown, and no rule draws a ' +
      'conclusion from it. In the source of a config the same fault is a count that is too large.',
    bad: `
//- /example/lark-a.cell
00000000  4a 48 43 4c 4c 02 0e 00  6c 61 72 6b 2d 61 00 00
00000010  00 00 00 00 00 00 00 00  00 00 00 00 00 00 00 00
*
00000030  08 00 00 00 02 00 00 00  00 00 00 00 00 00 00 00
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
    references: [
      'include/jailhouse/cell-config.h: jailhouse_cell_config_size',
      'driver/cell.c: cell_create',
      'hypervisor/control.c: cell_create',
    ],
    catalogue: 'A.0',
  },
  check({ image }, report) {
    for (const fault of image?.faults ?? []) {
      if (fault.kind !== 'truncated') continue
      const { array, end, size } = fault
      report({
        at: fault.at,
        message: messageOf(fault),
        why: array
          ? 'the readers compare no count with the size of the file: they take what follows in memory for the rest'
          : 'the readers compare nothing with the size of the file: they take what follows in memory for the rest of the header',
        help: 'build the image again, or copy it again',
        ...(array ? { related: [{ at: end, message: `the file ends at ${hex(size)}` }] } : {}),
        spoils: fault.counts,
      })
    }
  },
})

function messageOf({ array, size }: TruncatedImage): string {
  if (size === 0) return 'the file is empty'
  if (!array) return `the file has ${sizeText(BigInt(size))} and ends within the header`
  const { complete, missing } = array
  const { countField } = array.array
  return `\`${countField}\` counts ${countedText(array)}, but the file ends after ${complete}: ${sizeText(BigInt(missing))} are missing`
}

function countedText({ array, counted: count }: CutArray): string {
  const { kind, unit } = array
  if (unit === 'bytes') return `${sizeText(BigInt(count))}${kind === 'cpus' ? ' of CPU bitmap' : ''}`
  const { one, many } = kind ? nounsOf(kind, false) : { one: 'element', many: 'elements' }
  return counted(count, one, many)
}
