/**
 * `struct jailhouse_console`: the UART or frame buffer of the hypervisor or of an inmate (catalogue A.9, C.8).
 */
import type { Structure } from '../model.ts'

export const consoleStructure: Structure = {
  tag: 'jailhouse_console',
  kind: 'struct',
  packed: true,
  meaning:
    'An output device. As `debug_console` of the system it belongs to the hypervisor; as `console` of a cell it is a hint for the inmate, passed on in the communication region.',
  fields: [
    {
      name: 'address',
      type: '__u64',
      meaning:
        'The base of the device: an address with `JAILHOUSE_CON_ACCESS_MMIO`, else the first I/O port.',
      unit: 'address or I/O port',
      format: 'address',
      details: [
        'Host-physical in `debug_console`, guest-physical in the `console` of a cell.',
        'The `console` of a cell grants nothing: a memory region or port range of the cell has to cover the device, else a bare-metal inmate dies at its first character.',
        'arm64: the range of `debug_console` must not cross a 2 MiB boundary.',
      ],
    },
    {
      name: 'size',
      type: '__u32',
      meaning: 'How many bytes of registers or frame buffer the hypervisor maps.',
      unit: 'bytes',
      format: 'size',
      details: [
        'Needed for a `debug_console` with `JAILHOUSE_CON_ACCESS_MMIO`; 0 is refused with EINVAL on x86 and Arm, and hangs arm64 at `jailhouse enable`.',
        'Not read for I/O ports, nor in the `console` of a cell.',
        'A frame buffer takes 0x300000 bytes for 1024x768 and 0x7e9000 for 1920x1080.',
      ],
    },
    {
      name: 'type',
      type: '__u16',
      meaning: 'The driver to use.',
      constants: ['console-type'],
      format: 'enumeration',
      details: [
        '0 is `JAILHOUSE_CON_TYPE_NONE`: no output.',
        'A type that the architecture has no driver for gives no output and no error.',
      ],
    },
    {
      name: 'flags',
      type: '__u16',
      meaning: 'How the device is accessed.',
      constants: ['console-flag'],
      format: 'flags',
      details: [
        '0 means I/O ports and byte-wide registers next to each other.',
        'Arm and arm64: without `JAILHOUSE_CON_ACCESS_MMIO` the hypervisor prints nothing, and says nothing about it.',
      ],
    },
    {
      name: 'divider',
      type: '__u32',
      meaning: 'The baud rate divisor that is programmed into the UART.',
      format: 'number',
      details: [
        '0 leaves the UART as Linux or the firmware has set it up, which is usual and right for a UART that is shared.',
        'Honoured for 8250, PL011, HSCIF and SCIFA only. Inmates use the low byte only with an 8250.',
      ],
    },
    {
      name: 'gate_nr',
      type: '__u32',
      meaning: 'The bit in the 32-bit register at `clock_reg` that switches the clock of the UART.',
      unit: 'bit number',
      format: 'number',
      details: ['Only looked at when `clock_reg` is not 0.'],
    },
    {
      name: 'clock_reg',
      type: '__u64',
      meaning: 'The register that gates the clock of the UART.',
      unit: 'address',
      format: 'address',
      details: [
        '0 means that there is none.',
        'For `debug_console` the Linux driver writes it once at `jailhouse enable`. For the `console` of a cell the inmate library writes it, so that the cell has to have the register mapped.',
        'The bit is set, or cleared with `JAILHOUSE_CON_INVERTED_GATE`; a cell and the hypervisor that disagree switch off the UART of the other.',
      ],
    },
  ],
}
