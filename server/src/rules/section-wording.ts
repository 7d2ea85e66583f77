/** How messages call the sections of an ivshmem link and its ends; numbers are written by `wording.ts`. */
import type { LinkEnd, Section } from '../board/links.ts'
import type { Related } from './rule.ts'
import { bdfText, configurationText, hex, listText, rangeText } from './wording.ts'

/** `state table`, `read/write section`, `output section of peer 1` */
export function sectionText({ role }: Section): string {
  switch (role.kind) {
    case 'state':
      return 'state table'
    case 'common':
      return 'read/write section'
    case 'output':
      return `output section of peer ${role.peer}`
  }
}

/** `state table and output section of peer 1` */
export function sectionsText(sections: readonly Section[]): string {
  return listText(sections.map(sectionText))
}

/** `0x7fb00000-0x7fb00fff (4 KiB)` in physical memory, or what is known of it. */
export function sectionPlaceText({ live, isEmpty, region: { physStart } }: Section): string {
  if (isEmpty) return 'empty'
  if (live?.physical) return rangeText(live.physical)
  return physStart.known ? hex(physStart.value) : 'somewhere'
}

/** `ivshmem device 00:01.0 (0x8)` */
export function deviceText({ device }: LinkEnd): string {
  return `ivshmem device ${bdfText(device.bdf)}`
}

/** The device of a section, as a related place. */
export function deviceOfSection(end: LinkEnd): Related {
  return { at: end.device.device.place, message: `a section of ${deviceText(end)}` }
}

/** `the root cell`, `cell "vision"` */
export function cellText({ cell }: LinkEnd): string {
  return configurationText(cell.configuration)
}
