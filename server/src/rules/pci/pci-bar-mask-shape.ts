/** BAR masks that do not stand for a size. */
import { physicalFunctionsOf } from '../../board/pci.ts'
import type { Scalar } from '../../config/view.ts'
import { functionText } from '../pci-wording.ts'
import { defineRule } from '../rule.ts'
import { hex } from '../wording.ts'

export const pciBarMaskShape = defineRule({
  id: 'pci-bar-mask-shape',
  resource: 'pci',
  scope: 'file',
  severity: 'warning',
  since: '0.1.0',
  docs: {
    what:
      'A `bar_mask` of a physical PCI device is not that of a base address register: ones from the top down to the size ' +
      'of the region, zeros below.',
    why:
      'The mask has the bits that a guest can write to the register, ~(size - 1) for a region of that size; the ' +
      'hypervisor emulates the register with it. A driver writes all ones, reads the mask back and takes the lowest ' +
      'one for the size. With a mask of another form it finds a region of the wrong size, or none.',
    legal:
      'The upper half of a 64-bit register is 0xffffffff mostly, and has zeros at the end for regions above 4 GiB, whose ' +
      'lower half is 0. Registers that the device does not have are 0. The masks of bridges are not used.',
    bad: `
//- x86 cell
.pci_devices = {
  { .type = JAILHOUSE_PCI_TYPE_DEVICE, .bdf = 0xd8, .bar_mask = { 0x4000, 0, 0, 0, 0, 0 } },
},`,
    good: `
//- x86 cell
.pci_devices = {
  { .type = JAILHOUSE_PCI_TYPE_DEVICE, .bdf = 0xd8, .bar_mask = { 0xffffc000, 0, 0, 0, 0, 0 } },
},`,
    references: ['hypervisor/pci.c: pci_cfg_write_moderate, pci_cfg_read_moderate'],
    catalogue: 'A.8',
  },
  check(configuration, report) {
    for (const given of physicalFunctionsOf(configuration)) {
      if (given.kind !== 'device') continue
      for (const { number, place, value } of oddMasks(given.device.barMask))
        report({
          at: place,
          message: `the mask ${hex(value)} of BAR ${number} of the ${functionText(given)} does not stand for a size`,
          why: 'a driver that asks for the size of the region gets a wrong one',
          help: helpFor(value),
        })
    }
  },
})

interface OddMask {
  readonly number: number
  readonly place: Scalar['place']
  readonly value: bigint
}

function oddMasks(masks: readonly Scalar[]): readonly OddMask[] {
  return masks.flatMap((mask, number) => {
    if (!mask.known || mask.value === 0n) return []
    const isRegister = isRunOfOnes(mask.value) && leastRegion <= wordEnd - mask.value
    // What is too small for a region can still be the upper half of a register of 64 bits.
    const isUpperHalf = isRunOfOnes(mask.value) && canHaveUpperHalf(masks, number - 1)
    return isRegister || isUpperHalf ? [] : [{ number, place: mask.place, value: mask.value }]
  })
}

/** Whether the register can be the lower half of one of 64 bits: it is no upper half itself, as far as that shows. */
function canHaveUpperHalf(masks: readonly Scalar[], number: number): boolean {
  const lower = masks[number]
  if (!lower) return false
  if (!lower.known || lower.value === 0n || !isRunOfOnes(lower.value)) return true
  return leastMemory <= wordEnd - lower.value
}

function isRunOfOnes(mask: bigint): boolean {
  const size = wordEnd - mask
  return (size & (size - 1n)) === 0n
}

function helpFor(value: bigint): string {
  // The size itself, or the size less one, is what people write instead of the mask.
  const size = [value, value + 1n].find((one) => leastRegion <= one && (one & (one - 1n)) === 0n)
  return size === undefined
    ? 'write ~(size - 1) for the size of the region, or 0 if there is none'
    : `write ${hex(wordEnd - size)}, if the region has ${hex(size)} bytes`
}

const wordEnd = 1n << 32n
/** Of I/O ports, and of memory, which alone can be 64 bits wide. */
const leastRegion = 4n
const leastMemory = 16n
