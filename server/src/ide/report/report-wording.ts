/** How a report says who has something, with which rights, where that is written, and what a set is called. */
import { hex } from '../../rules/wording.ts'
import { code, plain, type Rich, strong } from './document.ts'
import type { Classification, Holder, ReportPlace, ResourceKind, Right, SetReport } from './report.ts'

/** `osprey.c:109` */
export function placeText({ file, line }: ReportPlace): string {
  return `${file}:${line}`
}

/** `root: read, write; page-mapped at guest 0x1000; memory region 3 (tern.c:95), READ | WRITE` */
export function holderText(holder: Holder): Rich {
  const { rights, how, guest, says, place, flags } = holder
  const at = guest ? ` at guest ${hex(guest.start)}` : ''
  const written = [says ?? '', place ? (says === undefined ? placeText(place) : `(${placeText(place)})`) : '']
  const said = [rights.join(', '), `${how}${at}`, written.filter((text) => text !== '').join(' ')].filter(
    (text) => text !== '',
  )
  return [
    ...strong(holder.cell ?? 'hypervisor'),
    ...plain(`: ${said.join('; ')}${flags.length === 0 ? '' : ', '}`),
    ...(flags.length === 0 ? [] : code(flags.map(shortFlag).join(' | '))),
  ]
}

/** The long beginnings of the names say nothing in a table of flags. */
function shortFlag(flag: string): string {
  return flag.replace(/^JAILHOUSE_(MEM_|CELL_|SYS_)/, '')
}

/** `RWX D`; `–` for nothing. */
export function rightsText(rights: readonly Right[]): string {
  const cpus = letters.flatMap(([right, letter]) => (rights.includes(right) ? [letter] : [])).join('')
  return [cpus, rights.includes('devices') ? 'D' : ''].filter((part) => part !== '').join(' ') || '–'
}

const letters: readonly (readonly [Right, string])[] = [
  ['read', 'R'],
  ['write', 'W'],
  ['execute', 'X'],
]

export const rightsLegend = 'R read, W write, X execute, D devices (DMA), – no access'

export function setTitle({ cells }: Pick<SetReport, 'cells'>, index: number): string {
  return `Set ${index + 1}: ${cells.length === 0 ? 'the root cell alone' : cells.join(', ')}`
}

/** `the root cell beside a and b` */
export function besideText(cells: readonly string[]): string {
  return cells.length === 0 ? 'the root cell alone' : `the root cell with ${cells.join(', ')}`
}

export const classificationTitles: Readonly<Record<Classification, string>> = {
  violation: 'Violations',
  open: 'Open by the machine',
  declared: 'Declared sharing',
  mediated: 'Mediated by the hypervisor',
}

/** What each kind is called in a sentence. */
export const kindNames: Readonly<Record<ResourceKind, string>> = {
  memory: 'memory',
  hypervisor: 'what the hypervisor keeps',
  devices: 'memory by devices (DMA)',
  interrupts: 'interrupts',
  ports: 'I/O ports',
  pci: 'PCI devices',
  streams: 'streams',
  cpus: 'CPUs',
  cache: 'cache',
}

/** The same as headings of rows. */
export const kindTitles: Readonly<Record<ResourceKind, string>> = {
  memory: 'Memory',
  hypervisor: 'Hypervisor',
  devices: 'DMA',
  interrupts: 'Interrupts',
  ports: 'I/O ports',
  pci: 'PCI',
  streams: 'Streams',
  cpus: 'CPUs',
  cache: 'Cache',
}

/** A sentence out of a ground or the like: begins with a capital letter unless that is code, and ends. */
export function sentence(text: string): string {
  const first = text.charAt(0)
  const ended = /[.!?]$/.test(text) ? text : `${text}.`
  return first === '`' ? ended : first.toUpperCase() + ended.slice(1)
}
