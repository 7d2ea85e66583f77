/**
 * What a map's page says, beside names, numbers and what the authors of the configs have written: of the board, of what
 * is drawn, and to whoever uses the page. In English, unless whoever shows the page has other words for it. Terms that
 * are the same in any language (`root`, `ivshmem`, `CPU 3`, `SPI 64 (id 96)`, `2 MiB`) are not among them.
 *
 * Texts that only a drawing without a page has are written where they are used, in English.
 */

/** `{0}` and `{1}` stand for what is filled in. */
export const englishWords = {
  // Controls and tables.
  skip: 'Skip the drawing',
  createdCells: 'Created cells',
  address: 'Address',
  find: 'Find',
  zoom: 'Zoom',
  smaller: 'Smaller',
  larger: 'Larger',
  actualSize: 'Actual size',
  fit: 'Fit',
  legend: 'Legend',
  drawing: 'Drawing of {0}; the tables below say the same',
  tables: 'Tables',
  memory: 'Memory',
  memoryCaption: 'Who has which physical memory, by rising address.',
  others: 'Other resources',
  othersCaption: 'Who has what besides memory.',
  from: 'From',
  to: 'To',
  size: 'Size',
  who: 'Who',
  what: 'What',
  access: 'Access',
  how: 'How',
  writtenIn: 'Written in',
  state: 'State',
  resource: 'Resource',
  which: 'Which',

  // Answers.
  created: '{0} created.',
  destroyed: '{0} destroyed.',
  destroyedSince: '{0} destroyed: both have {1}.',
  bothName: 'the name {0}',
  bothId: 'id {0} of the ivshmem device {1}',
  bothUnknown: 'something that is not known',
  noAddress: 'That is no address in hexadecimal.',
  nothingThere: '{0}: nothing of the board is there.',
  nobodyThere: '{0}: nobody reaches it.',

  // The board.
  subtitle: '{0}, {1}. Physical memory by rising address, not to scale.',
  unknownArchitecture: 'unknown architecture',
  noCpu: 'no CPU',
  unknownCpus: 'CPUs not known',
  more: '{0} and {1} more',
  cells: '{0} cells',
  tooMuch: 'There is more than can be drawn: what is drawn is true, and much is missing.',
  unknownValues: 'Not all values are known: what is drawn is certain, and there may be more.',
  noIommu: 'There is no IOMMU: devices of every cell reach all physical memory.',
  iommus: 'Accesses of devices are led by: {0}.',
  lentWays: "Behind the SMMUv3, devices of every cell with streams reach what root's CPUs reach.",
  onRootsCache: 'What root has of the cache is also used by cells without a part: {0}.',
  relocatable:
    'Registers of ivshmem devices are intercepted wherever a guest puts them; no config says where.',

  // The legend.
  rootCell: 'root cell',
  cell: 'cell',
  declaredShared: 'declared shared',
  conflict: 'conflict',
  subPage: 'sub-page, traps',
  devicesOnly: 'devices only',
  takenFromRoot: 'taken from root',
  absentCell: 'cell not created',
  keptMemory: "hypervisor's memory",
  intercepted: 'intercepted',
  usedByHypervisor: 'used by the hypervisor',
  unreached: 'nobody reaches it',
  rights: 'R read, W write, X execute, D devices (DMA)',

  // The heads of the columns.
  addressHead: 'from',
  sizeHead: 'size',
  hypervisorHead: 'hypervisor',
  hypervisorDoes: 'keeps, intercepts',
  rootHas: 'what is left to it',
  isCreated: 'created',
  isAbsent: 'not created',

  // What the hypervisor keeps.
  theHypervisor: 'the hypervisor',
  hypervisorMemory: 'hypervisor memory',
  configurationSpace: 'PCI configuration space',
  ivshmemRegisters: 'ivshmem registers',
  pvuTlb: 'TLB of PVU {0}',
  debugConsole: 'debug console',
  msixTable: 'MSI-X table',
  memoryOfHypervisor: 'memory of the hypervisor',
  interceptedByHypervisor: 'intercepted by the hypervisor',
  itsOwn: 'its own',
  used: 'used',

  // What a cell has of memory, and how.
  region: 'region {0}',
  memoryRegion: 'memory region {0}, {1}',
  stateTable: 'state table',
  commonSection: 'read/write section',
  outputOfPeer: 'output of peer {0}',
  atGuestAddress: 'at guest address {0}',
  atGuest: '{0}, at guest {1}',
  read: 'read',
  write: 'write',
  execute: 'execute',
  devices: 'devices',
  pageMapped: 'page-mapped',
  traps: 'sub-page, every access traps',
  onlyForDevices: 'only for devices',
  takenWhenCreated: 'taken by {0} when created',

  // What several have.
  inTurns: 'used in turns',
  severalClaim: 'several cells claim it',
  rootKeeps: 'root keeps it, undeclared',
  rootsDevicesKeep: "root's devices keep it, undeclared",
  hypervisorInReach: "the hypervisor's memory in reach",
  configurationSpaceInReach: 'the PCI configuration space in reach',
  inReach: '{0} in reach',

  // Whether something is there.
  takenBy: 'taken by {0}',
  notLeftOver: 'not left over',
  isThere: 'there',
  always: 'always',
  nobody: 'nobody',
  nobodyHasIt: 'nobody has it',
  whenCreated: 'when created: {0}',
  rootOtherwise: 'root has it otherwise',

  // Other resources than memory.
  cache: 'L3 cache',
  cacheBits: "bits {0} of the cache's mask",
  cacheBitsFrom: "bits from {0} on of the cache's mask",
  apicPins: 'Pins of the I/O APIC {0}',
  pins: 'pin {0}',
  ioPorts: 'I/O ports',
  onePort: 'ports {0} (1 port)',
  ports: 'ports {0} ({1} ports)',
  pmTimer: '{0}, the PM timer',
  pciDevices: 'PCI devices',
  pciDevice: 'PCI device {0}',
  withComment: '{0}, “{1}”',
  stream: 'stream {0}',
  communicationPages: 'Communication pages',
  communicationPage: 'communication page at guest {0}',
  spaceOfIvshmem: 'configuration space of ivshmem {0}, intercepted at guest {1}',
  registersOfRoot: "registers of root's ivshmem devices, intercepted where Linux puts them: within guest {0}",
} as const

export type MapWords = Readonly<Record<keyof typeof englishWords, string>>

/** A text with these in the places of `{0}` and `{1}`. */
export function filled(text: string, ...values: readonly string[]): string {
  return text.replace(/\{(\d)\}/g, (_, place: string) => values[Number(place)] ?? '')
}
