/** Two regions of one cell that claim the same guest addresses. */
import { devicesWithSection, type Cell } from '../../board/cell.ts'
import type { LiveRegion } from '../../config/memory.ts'
import { encloses } from '../../config/range.ts'
import { hasCommentBefore } from '../comments.ts'
import { fix, type Fix } from '../fix/fix.ts'
import { removingRegion } from '../fix/regions.ts'
import { defineRule, type Severity } from '../rule.ts'
import { rangeText, regionText } from '../wording.ts'

export const overlapVirtInCell = defineRule({
  id: 'overlap-virt-in-cell',
  resource: 'memory',
  scope: 'cell',
  severity: 'warning',
  since: '0.1.0',
  docs: {
    what: 'Two page-mapped memory regions of one cell cover the same guest addresses.',
    why:
      'The hypervisor maps the regions in array order, and a later one replaces what is mapped already, page by ' +
      'page: target, permissions and the device attribute of the earlier region are lost there, without any ' +
      'message. It is an error where the later region makes writable what the earlier one was there to protect, ' +
      'or puts other memory in the place of a section of an ivshmem device.',
    legal:
      'A small region inside of an earlier, larger one is a way to give part of it other permissions or another ' +
      'target; with a comment in front of it this is only a hint. Regions that merely touch do not overlap. Sub-page ' +
      'regions are not mapped, and are not compared here; the communication region has rules of its own.',
    fix: 'Removes a region that repeats another one, or part of it, unless sections of ivshmem devices follow.',
    bad: `
.mem_regions = {
  /* RAM */ {
    .phys_start = 0x3f000000, .virt_start = 0, .size = 0x100000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_EXECUTE,
  },
  /* RAM, more of it */ {
    .phys_start = 0x3f200000, .virt_start = 0xff000, .size = 0x200000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE,
  },
  /* UART */ {
    .phys_start = 0x90010000, .virt_start = 0x90010000, .size = 0x1000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_IO | JAILHOUSE_MEM_ROOTSHARED,
  },
  /* UART, once more */ {
    .phys_start = 0x90010000, .virt_start = 0x90010000, .size = 0x1000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_IO | JAILHOUSE_MEM_ROOTSHARED,
  },
},`,
    good: `
.mem_regions = {
  /* RAM */ {
    .phys_start = 0x3f000000, .virt_start = 0, .size = 0x100000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_EXECUTE,
  },
  /* RAM, more of it */ {
    .phys_start = 0x3f200000, .virt_start = 0x100000, .size = 0x200000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE,
  },
  /* UART */ {
    .phys_start = 0x90010000, .virt_start = 0x90010000, .size = 0x1000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_IO | JAILHOUSE_MEM_ROOTSHARED,
  },
},`,
    references: ['hypervisor/paging.c: paging_create'],
    catalogue: 'C 1, C 2, D 24',
  },
  check(cell, report) {
    for (const { earlier, later, shared } of cell.guestOverlaps) {
      if (isCommunication(earlier) || isCommunication(later)) continue
      report({
        at: later.place,
        severity: severityOf(cell, earlier, later),
        message: `guest addresses ${rangeText(shared)} are claimed by ${regionText(earlier)} already`,
        why: `regions are mapped in array order: there ${effectOf(earlier, later)}`,
        help: isRepetition(earlier, later)
          ? 'remove one of the two, or correct its address or size'
          : 'end one region where the other begins, or split the larger one around the smaller one',
        related: [{ at: earlier.place, message: `${regionText(earlier)} shows ${rangeText(earlier.guest)}` }],
        fixes: removing(later, earlier),
      })
    }
  },
})

function isCommunication(region: LiveRegion): boolean {
  return region.has('JAILHOUSE_MEM_COMM_REGION')
}

function removing(later: LiveRegion, earlier: LiveRegion): readonly Fix[] {
  const isPart = encloses(earlier.guest, later.guest)
  if (!isPart || !isRepetition(earlier, later)) return []
  const name = regionText(later)
  return fix(`remove ${name}`, 'suggested', removingRegion(later.configuration, later.region))
}

function severityOf(cell: Cell, earlier: LiveRegion, later: LiveRegion): Severity {
  const isUnprotected = !earlier.has('JAILHOUSE_MEM_WRITE') && later.has('JAILHOUSE_MEM_WRITE')
  const isSection = 0 < devicesWithSection(cell, earlier).length
  if (isUnprotected || (isSection && !haveSameTarget(earlier, later))) return 'error'
  return isException(earlier, later) ? 'hint' : 'warning'
}

/** Whether the author seems to have meant it: part of a region, commented, is something else (catalogue D 24). */
function isException(earlier: LiveRegion, later: LiveRegion): boolean {
  const isPart = encloses(earlier.guest, later.guest) && !encloses(later.guest, earlier.guest)
  return isPart && !isRepetition(earlier, later) && hasCommentBefore(later.place)
}

function effectOf(earlier: LiveRegion, later: LiveRegion): string {
  if (isRepetition(earlier, later))
    return `${regionText(later)} repeats ${regionText(earlier)}, which changes nothing, and one of the two is hardly what was meant`
  const extent = encloses(later.guest, earlier.guest) ? ' completely' : ''
  return `${regionText(later)} replaces ${regionText(earlier)}${extent}, permissions included`
}

function isRepetition(earlier: LiveRegion, later: LiveRegion): boolean {
  return haveSameTarget(earlier, later) && earlier.flags === later.flags
}

/** Whether both show the same memory where they overlap. */
function haveSameTarget(earlier: LiveRegion, later: LiveRegion): boolean {
  if (!earlier.physical || !later.physical) return earlier.physical === later.physical
  return earlier.physical.start - earlier.guest.start === later.physical.start - later.guest.start
}
