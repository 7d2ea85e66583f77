/** Elements at the end of an array that are declared and counted, but not written. */
import { writtenAt } from '../../c/origin.ts'
import { type ArrayKind, factsOf } from '../../config/arrays.ts'
import { ivshmemDevicesOf } from '../../config/ivshmem.ts'
import type { Configuration } from '../../config/model.ts'
import { type DeclaredArray, declaredArrays } from '../../config/reading.ts'
import { contains } from '../../text/span.ts'
import { removingArray } from '../fix/arrays.ts'
import { isOwnStruct } from '../fix/declarations.ts'
import { resizing } from '../fix/elements.ts'
import { fix, type Fix } from '../fix/fix.ts'
import { defineRule, type Severity } from '../rule.ts'
import { counted } from '../wording.ts'

export const partialInitializer = defineRule({
  id: 'partial-initializer',
  resource: 'structure',
  scope: 'file',
  severity: 'hint',
  since: '0.1.0',
  docs: {
    what: 'An array is declared with more elements than are written, and the header counts the others as well.',
    why:
      'C fills the rest of the array with zeros, without a word, and the readers go through it like through the ' +
      'rest. What they make of an element that is all zero differs. A PCI device is taken for the physical device ' +
      '00:00.0. On x86 an interrupt controller is an I/O APIC at physical address 0, whose registers the ' +
      'hypervisor reads. A stream id assigns stream 0 to the cell. A memory region, a port range, a PCI capability ' +
      'and, on Arm, an interrupt controller have no effect.',
    legal:
      'Elements that an ivshmem device refers to may be zero: the section is absent then. Gaps in the middle of ' +
      'an array, left by designators, are not reported either.',
    fix: 'Declares and counts only the elements that are written; an array with none is taken out.',
    bad: `
#include <jailhouse/types.h>
#include <jailhouse/cell-config.h>

struct {
  struct jailhouse_cell_desc cell;
  __u64 cpus[1];
  struct jailhouse_memory mem_regions[2];
} __attribute__((packed)) config = {
  .cell = {
    .signature = JAILHOUSE_CELL_DESC_SIGNATURE,
    .architecture = JAILHOUSE_ARM64,
    .revision = JAILHOUSE_CONFIG_REVISION,
    .name = "gadget",
    .cpu_set_size = sizeof(config.cpus),
    .num_memory_regions = ARRAY_SIZE(config.mem_regions),
  },
  .cpus = { 0b10 },
  .mem_regions = {
    { .phys_start = 0x3f000000, .size = 0x100000, .flags = JAILHOUSE_MEM_READ },
  },
};`,
    good: `
#include <jailhouse/types.h>
#include <jailhouse/cell-config.h>

struct {
  struct jailhouse_cell_desc cell;
  __u64 cpus[1];
  struct jailhouse_memory mem_regions[1];
} __attribute__((packed)) config = {
  .cell = {
    .signature = JAILHOUSE_CELL_DESC_SIGNATURE,
    .architecture = JAILHOUSE_ARM64,
    .revision = JAILHOUSE_CONFIG_REVISION,
    .name = "gadget",
    .cpu_set_size = sizeof(config.cpus),
    .num_memory_regions = ARRAY_SIZE(config.mem_regions),
  },
  .cpus = { 0b10 },
  .mem_regions = {
    { .phys_start = 0x3f000000, .size = 0x100000, .flags = JAILHOUSE_MEM_READ },
  },
};`,
    references: [
      'hypervisor/pci.c: pci_cell_init',
      'hypervisor/arch/x86/ioapic.c: ioapic_get_or_add_phys',
      'hypervisor/arch/arm64/smmu.c: arm_smmu_cell_init',
    ],
    catalogue: 'A.0, D 9, D 27',
  },
  check(configuration, report) {
    for (const array of declaredArrays(configuration)) {
      const { kind, member, items, writtenLength } = array
      if (kind === 'cpus' || isHalfRead(array, configuration)) continue
      const included = countedLength(array)
      const missing = included - Math.max(writtenLength, endOfSections(kind, configuration))
      if (missing <= 0) continue
      const last = items[writtenLength - 1]
      report({
        at: member.lengthPlace,
        severity: severityOf(kind, configuration),
        message: messageFor(array, missing, included),
        why: `C fills the rest of the array with zeros, and an element that is all zero ${factsOf(kind).zeroElement}`,
        help: helpFor(array, missing, included),
        ...(last ? { related: [{ at: last.place, message: 'the last element that is written' }] } : {}),
        fixes: shrinking(array, included - missing, configuration),
      })
    }
  },
})

/** How many of the declared elements are read. */
function countedLength({ count, declaredLength }: DeclaredArray): number {
  if (!count.known) return 0
  return count.value < BigInt(declaredLength) ? Number(count.value) : declaredLength
}

/** Whether something in the initialiser is no proper C: what the author wrote may be more than was understood. */
function isHalfRead({ place, writtenLength }: DeclaredArray, { translation }: Configuration): boolean {
  const initialiser = writtenAt(place)
  const errors = translation.complaints.filter(({ severity }) => severity === 'error')
  return 0 < writtenLength && errors.some(({ at }) => contains(initialiser, writtenAt(at)))
}

/** The end of the elements that ivshmem devices take for their sections. */
function endOfSections(kind: ArrayKind, configuration: Configuration): number {
  if (kind !== 'memory') return 0
  const sections = ivshmemDevicesOf(configuration).flatMap((device) => device.sections)
  return sections.reduce((end, { index }) => Math.max(end, index + 1), 0)
}

function severityOf(kind: ArrayKind, configuration: Configuration): Severity {
  if (kind === 'pciDevices') return 'error'
  if (kind === 'streamIds') return 'warning'
  const architecture = configuration.architecture
  return kind === 'irqchips' && architecture === 'x86' ? 'error' : 'hint'
}

function messageFor({ kind, member }: DeclaredArray, missing: number, included: number): string {
  const { one, many } = factsOf(kind)
  if (included === 1) return `the only ${one} in \`${member.name}\` is not written`
  if (missing === included) return `none of the ${included} ${many} in \`${member.name}\` is written`
  const rest = missing === 1 ? 'the last' : `the last ${missing}`
  return `${rest} of ${included} ${many} in \`${member.name}\` ${missing === 1 ? 'is' : 'are'} not written`
}

/** A device may refer to capabilities that are not written: then it is these that are missing. */
function shrinking(array: DeclaredArray, length: number, configuration: Configuration): readonly Fix[] {
  const { kind, member } = array
  if (!isOwnStruct(configuration)) return []
  if (kind === 'pciCaps' && length < endOfCapabilities(configuration)) return []
  if (length === 0)
    return fix(`take \`${member.name}\` out`, 'suggested', removingArray(configuration, array))
  const title = `declare only ${counted(length, 'element', 'elements')} of \`${member.name}\``
  return fix(title, 'suggested', resizing(array, length))
}

function endOfCapabilities({ pciDevices }: Configuration): number {
  const ends = pciDevices.items.map(({ capsStart, numCaps }) => {
    if (!capsStart.known || !numCaps.known) return Number.POSITIVE_INFINITY
    return numCaps.value === 0n ? 0 : Number(capsStart.value + numCaps.value)
  })
  return Math.max(0, ...ends)
}

function helpFor({ member }: DeclaredArray, missing: number, included: number): string {
  if (missing === included) return `write them, or leave \`${member.name}\` out`
  const kept = counted(included - missing, 'element', 'elements')
  return `declare and count ${kept}, or write ${missing === 1 ? 'the missing one' : 'those that are missing'}`
}
