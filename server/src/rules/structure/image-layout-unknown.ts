/** An image that cannot be read with the headers in use. */
import type { UnknownLayout, UnknownLayoutReason } from '../../config/image.ts'
import { defineRule } from '../rule.ts'
import { sizeText } from '../wording.ts'

export const imageLayoutUnknown = defineRule({
  id: 'image-layout-unknown',
  resource: 'structure',
  scope: 'file',
  severity: 'error',
  since: '0.1.0',
  docs: {
    what:
      'A `.cell` file is of another revision than the headers in use, or no image of a configuration at all, so that ' +
      'nobody knows where its fields lie.',
    why:
      'The bytes have no names. The headers say which field lies where, and each revision has headers of its own. ' +
      'Warden reads only the signature and the revision of such a file, and nothing else in it is checked. A driver ' +
      'that was built from the headers in use refuses it with EINVAL.',
    legal: 'A revision is known when the headers of its Jailhouse tree are in use, whichever it is.',
    bad: `
//- /example/lark-a.cell
00000000  4a 48 43 4c 4c 02 0d 00  6c 61 72 6b 2d 61 00 00
00000010  00 00 00 00 00 00 00 00  00 00 00 00 00 00 00 00
*
00000030  08 00 00 00 00 00 00 00  00 00 00 00 00 00 00 00
00000040  00 00 00 00 00 00 00 00  00 00 00 00 00 00 00 00
*
00000080  00 00 00 00 02 00 00 00  00 00 00 00
0000008c`,
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
    references: ['driver/main.c: jailhouse_cmd_enable', 'driver/cell.c: jailhouse_cmd_cell_create'],
    catalogue: 'A.0, B E2 and C2',
  },
  check({ image, identity }, report) {
    for (const fault of image?.faults ?? []) {
      if (fault.kind !== 'layout') continue
      report({
        at: fault.at,
        message: messageOf(fault.because),
        why: 'only signature and revision were read, and nothing else in the file has been checked',
        help: helpOf(fault),
        spoils: [identity.signaturePlace, identity.revision.place],
      })
    }
  },
})

function messageOf(because: UnknownLayoutReason): string {
  switch (because.why) {
    case 'revision':
      return `the image is of revision ${because.found}, the headers in use are of revision ${because.headers}`
    case 'signature':
      return `the file begins with ${JSON.stringify(because.found)}, which is no signature of a configuration`
    case 'headers':
      return 'the headers in use do not define the structs of a configuration'
    case 'foreign-array':
      return `the image holds an array that \`${because.countField}\` counts, and the headers in use do not say how large it is`
    case 'size':
      return `the file has ${sizeText(BigInt(because.size))}, and no configuration is larger than ${sizeText(BigInt(because.most))}`
    case 'header-lost':
      return 'the beginning of the header is lost, and the rest is not as long as its counts say'
  }
}

function helpOf({ because }: UnknownLayout): string {
  switch (because.why) {
    case 'revision':
      return 'name the Jailhouse tree that the image was built from with `--headers`, or build it again'
    case 'headers':
      return 'name a complete Jailhouse tree with `--headers`'
    case 'foreign-array':
      return 'check the source instead, where such an array is passed over'
    case 'signature':
    case 'size':
    case 'header-lost':
      return 'make sure that this is the file that `objcopy -O binary` or `warden build` wrote'
  }
}
