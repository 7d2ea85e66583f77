/** A frame buffer that is smaller than the picture. */
import { debugConsoleOf, type UsedConsole } from '../../board/consoles.ts'
import { settingField } from '../fix/fields.ts'
import { fix } from '../fix/fix.ts'
import { addingFlag } from '../fix/flags.ts'
import { defineRule } from '../rule.ts'
import { hex, sizeSumText } from '../wording.ts'

export const consoleEfifbSize = defineRule({
  id: 'console-efifb-size',
  resource: 'console',
  scope: 'cell',
  severity: 'warning',
  since: '0.1.0',
  docs: {
    what:
      'The debug console is the frame buffer of the firmware (EFIFB), and it is smaller than a picture of the resolution ' +
      'that the flags name, or lacks the flag JAILHOUSE_CON_ACCESS_MMIO.',
    why:
      'The driver maps as much of the frame buffer as the size says, and only if it is said to be in memory. The ' +
      'hypervisor draws its lines without comparing with the size: when they reach the end of what is mapped, it faults, ' +
      'and the machine hangs. Without the flag nothing is mapped, and it does so with the first line. A picture has ' +
      '0x300000 bytes at 1024x768, and 0x7e9000 bytes at 1920x1080.',
    legal: 'A frame buffer may be larger. A missing size is reported by `debug-console-size`.',
    fix: 'Writes the size of the picture, or adds the flag.',
    bad: `
//- x86 root
.header.debug_console = {
  .address = 0xa0000000, .size = 0x300000, .type = JAILHOUSE_CON_TYPE_EFIFB,
  .flags = JAILHOUSE_CON_ACCESS_MMIO | JAILHOUSE_CON_FB_1920x1080,
},`,
    good: `
//- x86 root
.header.debug_console = {
  .address = 0xa0000000, .size = 0x7e9000, .type = JAILHOUSE_CON_TYPE_EFIFB,
  .flags = JAILHOUSE_CON_ACCESS_MMIO | JAILHOUSE_CON_FB_1920x1080,
},`,
    references: [
      'hypervisor/arch/x86/efifb.c: efifb_init, efifb_write_char',
      'driver/main.c: jailhouse_cmd_enable',
    ],
    catalogue: 'A.9',
  },
  check({ isRoot, root }, report) {
    const used = isRoot && root ? debugConsoleOf(root) : undefined
    if (used?.machine !== 'x86' || used.type !== 'EFIFB') return
    const { console, isInMemory } = used
    const { size, flags, view } = console
    if (!isInMemory) {
      report({
        at: flags.place,
        severity: 'error',
        message: 'the frame buffer lacks JAILHOUSE_CON_ACCESS_MMIO, and is not mapped',
        why: 'the hypervisor faults when it prints the first line: the machine hangs in `jailhouse enable`',
        help: 'add JAILHOUSE_CON_ACCESS_MMIO',
        fixes: fix(
          'add `JAILHOUSE_CON_ACCESS_MMIO`',
          'suggested',
          addingFlag(view, 'flags', 'JAILHOUSE_CON_ACCESS_MMIO'),
        ),
      })
      return
    }
    const { width, height } = resolutionOf(used)
    const written = bytesOf(width, height - (height % lineHeight))
    const picture = hex(bytesOf(width, height))
    if (!size.known || size.value === 0n || written <= size.value) return
    report({
      at: size.place,
      message: `the frame buffer has ${hex(size.value)} bytes, and a picture of ${width}x${height} has ${picture}`,
      why: `the hypervisor draws on the first ${sizeSumText(written)}: it faults when its lines reach the end of what is mapped`,
      help: `write ${picture}, or the flag for the resolution that the firmware has set`,
      fixes: fix(`write a size of ${picture}`, 'suggested', settingField(view, 'size', picture)),
    })
  },
})

/** Of a line of text; what is left below the last one is not drawn on. */
const lineHeight = 16

function resolutionOf({ has }: UsedConsole): { readonly width: number; readonly height: number } {
  return has('JAILHOUSE_CON_FB_1920x1080') ? { width: 1920, height: 1080 } : { width: 1024, height: 768 }
}

function bytesOf(width: number, height: number): bigint {
  return BigInt(width * height * 4)
}
