/** Addresses of the GIC at which no GIC can be. */
import { gicBasesOf, gicVersionOf } from '../../board/gic.ts'
import { defineRule } from '../rule.ts'
import { hex, sizeText } from '../wording.ts'

export const gicBasesUnaligned = defineRule({
  id: 'gic-bases-unaligned',
  resource: 'system',
  scope: 'cell',
  severity: 'error',
  since: '0.1.0',
  docs: {
    what: 'An address of the GIC is no multiple of 4 KiB for a GICv2, or of 64 KiB for a GICv3.',
    why:
      'The frames of a GICv2 begin at pages of 4 KiB, those of a GICv3 at pages of 64 KiB. The hypervisor maps whole pages ' +
      'of 4 KiB and drops the rest of the address, but compares and intercepts the address as it is written. With a ' +
      'wrong one it does not find the identification of the GIC, and `jailhouse enable` fails with ENODEV, or it ' +
      'intercepts another range than that of the registers.',
    legal:
      'Where a GICv2 has its registers in pages of 64 KiB, addresses that end in 0xf000 are right: there the last 4 KiB of ' +
      'one page and the first ones of the next lie side by side.',
    bad: `
//- root
.header.platform_info.arm.gicd_base = 0xa0001000,`,
    good: `
//- root
.header.platform_info.arm.gicd_base = 0xa0010000,`,
    references: [
      'hypervisor/paging.c: paging_create, paging_map_device',
      'hypervisor/arch/arm-common/irqchip.c: irqchip_cpu_init, irqchip_cell_init',
    ],
    catalogue: 'A.1, D 21',
  },
  check({ isRoot, root }, report) {
    if (!isRoot || !root) return
    const version = gicVersionOf(root)
    const alignment = version === 2 ? 0x1000n : 0x10000n
    for (const { field, frame, base, isUsed } of gicBasesOf(root)) {
      if (!isUsed || !base.known || base.value % alignment === 0n) continue
      report({
        at: base.place,
        message: `\`${field}\` is ${hex(base.value)}, but ${frame} of a GICv${version} begins at a multiple of ${sizeText(alignment)}`,
        why: 'there is no such frame at this address: the hypervisor maps and intercepts something else',
        help: `see the \`reg\` property of the GIC in the device tree; the next multiple below is ${hex(base.value - (base.value % alignment))}`,
      })
    }
  },
})
