/**
 * Flags of cells and of the system, and the modes of the local APIC (catalogue A.1 and A.3).
 */
import type { ConstantGroup } from '../model.ts'

export const cellGroups: readonly ConstantGroup[] = [
  {
    id: 'cell-flag',
    title: 'Flags of a cell',
    kind: 'flags',
    constants: [
      {
        name: 'JAILHOUSE_CELL_PASSIVE_COMMREG',
        value: '0x00000001',
        meaning:
          'The cell does not answer messages in its communication region. The hypervisor sends none and takes every request to shut down or reconfigure as approved.',
        details: [
          'Right for Linux and for nearly every inmate. Without it, an inmate that never answers freezes the root cell, for ever if `msg_reply_timeout` is 0.',
          'The state that the cell reports still counts: one that reports itself as running and locked keeps other cells from being created and destroyed (EPERM).',
        ],
      },
      {
        name: 'JAILHOUSE_CELL_TEST_DEVICE',
        value: '0x00000002',
        meaning:
          'The hypervisor emulates a page of test registers right behind the communication region of the cell.',
        details: [
          'x86 only, and only if the hypervisor was built with `CONFIG_TEST_DEVICE`; ignored otherwise.',
          'A cell without communication region is then refused with EINVAL.',
        ],
      },
      {
        name: 'JAILHOUSE_CELL_AARCH32',
        value: '0x00000004',
        meaning: 'arm64: the CPUs of the cell start in 32-bit mode.',
        details: [
          '`architecture` stays `JAILHOUSE_ARM64`. Not for the root cell, and no flag of the system.',
          'The hypervisor does not handle traps of 32-bit SMC, HVC and system registers: PSCI, the virtual console and SGIs of a GICv3 stop the cell. In practice one CPU and a UART of its own.',
        ],
      },
      {
        name: 'JAILHOUSE_CELL_VIRTUAL_CONSOLE_PERMITTED',
        value: '0x40000000',
        meaning:
          'The inmate may print to the console of the hypervisor by a hypercall; without it the call returns EPERM.',
      },
      {
        name: 'JAILHOUSE_CELL_VIRTUAL_CONSOLE_ACTIVE',
        value: '0x80000000',
        meaning: 'Tells the inmate to print through the hypercall by default.',
        details: [
          'The driver adds `JAILHOUSE_CELL_VIRTUAL_CONSOLE_PERMITTED` for cells, but not for the root cell.',
          'Linux uses it with `console=jailhouse`, if its kernel has the driver.',
        ],
      },
    ],
  },
  {
    id: 'system-flag',
    title: 'Flags of the system',
    kind: 'flags',
    constants: [
      {
        name: 'JAILHOUSE_SYS_VIRTUAL_DEBUG_CONSOLE',
        value: '0x0001',
        meaning: 'The root cell can read the log of the hypervisor, as with `jailhouse console`.',
        details: [
          'The root cell gets read access to that one page of the hypervisor, a ring of 2 KiB.',
          'It works beside `debug_console` and without one.',
        ],
      },
    ],
  },
  {
    id: 'apic-mode',
    title: 'Modes of the local APIC',
    kind: 'enumeration',
    constants: [
      {
        name: 'JAILHOUSE_APIC_MODE_AUTO',
        value: '0',
        meaning: 'Whatever mode Linux has chosen before `jailhouse enable`.',
      },
      {
        name: 'JAILHOUSE_APIC_MODE_XAPIC',
        value: '1',
        meaning:
          'The memory-mapped mode; if the CPU is in x2APIC mode, `jailhouse enable` is refused with EIO.',
      },
      {
        name: 'JAILHOUSE_APIC_MODE_X2APIC',
        value: '2',
        meaning:
          'The mode with model-specific registers; if the CPU is not in it, `jailhouse enable` is refused with EIO.',
      },
    ],
  },
]
