/**
 * `struct jailhouse_pio`: a range of I/O ports of x86 (catalogue A.10, C.5).
 */
import type { Structure } from '../model.ts'

export const pioStructure: Structure = {
  tag: 'jailhouse_pio',
  kind: 'struct',
  packed: true,
  meaning:
    'A range of I/O ports that a cell may access directly. x86 only; the root cell needs such a list too, and what is in no range is fatal to access.',
  fields: [
    {
      name: 'base',
      type: '__u16',
      meaning: 'The first port of the range.',
      unit: 'I/O port',
      format: 'port',
      details: [
        'The configuration ports of PCI, 0xcf8 to 0xcff, must not be granted: access would bypass the moderation of the hypervisor.',
        'Port 0x64 stays filtered even when granted, byte accesses to port 0x80 are always swallowed, and the four PM timer ports are open to every cell.',
      ],
    },
    {
      name: 'length',
      type: '__u16',
      meaning: 'How many ports the range has.',
      unit: 'ports',
      format: 'number',
      details: [
        '0 makes the element a placeholder that is ignored.',
        '`base` + `length` beyond 0x10000 is not checked and makes the hypervisor write behind its permission bitmap.',
        'There are no shared ports: what a cell lists, the root cell loses while the cell exists. Linux touching such a port stops a root CPU.',
      ],
    },
  ],
}
