/** Hypervisor memory where a device is. */
import { certainGicFrames } from '../../board/gic.ts'
import type { ReservedRange, Root } from '../../board/root.ts'
import { overlaps } from '../../config/range.ts'
import { defineRule } from '../rule.ts'
import { listText, rangeText } from '../wording.ts'

export const hvMemoryIntercept = defineRule({
  id: 'hv-memory-intercept',
  resource: 'system',
  scope: 'cell',
  severity: 'error',
  since: '0.1.0',
  docs: {
    what: 'The hypervisor memory shares addresses with the GIC, the PCI configuration space, an IOMMU or the debug console.',
    why:
      'The hypervisor memory has to be RAM that nothing else uses. Where a device is, there is none: what the driver ' +
      'copies there ends up in registers, and the machine hangs or resets in `jailhouse enable`, unless the driver ' +
      'finds the range taken and refuses it with EINVAL. Over a virtual configuration space the RAM may be there, but ' +
      'the hypervisor hides its memory from the root cell with empty pages, and the virtual PCI devices with it.',
    legal: 'Ranges that touch share nothing.',
    bad: `
//- root
.header.hypervisor_memory = { .phys_start = 0xa0000000, .size = 0x400000 },`,
    good: `
//- root
.header.hypervisor_memory = { .phys_start = 0x7c000000, .size = 0x400000 },`,
    references: ['driver/main.c: jailhouse_cmd_enable', 'hypervisor/setup.c: init_early'],
    catalogue: 'A.1, B E6',
  },
  check({ isRoot, root }, report) {
    const memory = root?.hypervisorMemory
    if (!isRoot || !memory) return
    const devices = devicesOf(root).filter(({ range }) => overlaps(range, memory.range))
    if (devices.length === 0) return
    report({
      at: memory.place,
      message: `the hypervisor memory at ${rangeText(memory.range)} overlaps ${listText(devices.map(({ name, range }) => `${name} at ${rangeText(range)}`))}`,
      why: 'it has to be RAM that nothing else uses: `jailhouse enable` fails or hangs, or the device is hidden from the root cell',
      help: 'move the hypervisor memory, or correct the address of the device',
      related: devices.map(({ name, place }) => ({ at: place, message: `${name} is here` })),
    })
  },
})

interface Device extends ReservedRange {
  readonly name: string
}

function devicesOf(root: Root): readonly Device[] {
  const { ecam, debugConsole, iommuWindows } = root
  return [
    ...certainGicFrames(root),
    ...(ecam ? [{ ...ecam, name: 'the PCI configuration space' }] : []),
    ...iommuWindows.map((window) => ({ ...window, name: `IOMMU ${window.unit} (${window.what})` })),
    ...(debugConsole ? [{ ...debugConsole, name: 'the debug console' }] : []),
  ]
}
