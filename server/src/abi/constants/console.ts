/**
 * Types and flags of consoles (catalogue A.9).
 */
import type { Constant, ConstantGroup } from '../model.ts'

const armOnly = 'Arm and arm64, for the hypervisor and for inmates.'
const keepsDivider = 'Ignores `divider`.'

const types: readonly Constant[] = [
  { name: 'JAILHOUSE_CON_TYPE_NONE', value: '0x0000', meaning: 'No console.' },
  {
    name: 'JAILHOUSE_CON_TYPE_EFIFB',
    value: '0x0001',
    meaning: 'The frame buffer that EFI has set up. x86, for the hypervisor only.',
    details: ['Needs `JAILHOUSE_CON_ACCESS_MMIO` and the resolution of the screen.'],
  },
  {
    name: 'JAILHOUSE_CON_TYPE_8250',
    value: '0x0002',
    meaning: 'A UART compatible with the 8250 or 16550, on all architectures.',
    details: [
      'Needs the register distance of the hardware: if one gives no output, try the other.',
      'Honours `divider`; inmates use its low byte only.',
    ],
  },
  {
    name: 'JAILHOUSE_CON_TYPE_PL011',
    value: '0x0003',
    meaning: 'The Arm PL011 UART.',
    details: [armOnly, 'Honours `divider`.'],
  },
  {
    name: 'JAILHOUSE_CON_TYPE_XUARTPS',
    value: '0x0004',
    meaning: 'The UART of Xilinx Zynq and ZynqMP.',
    details: [armOnly, keepsDivider],
  },
  {
    name: 'JAILHOUSE_CON_TYPE_MVEBU',
    value: '0x0005',
    meaning: 'The UART of Marvell Armada 3700.',
    details: [armOnly, keepsDivider],
  },
  {
    name: 'JAILHOUSE_CON_TYPE_HSCIF',
    value: '0x0006',
    meaning: 'The high speed serial interface with FIFO of Renesas.',
    details: [armOnly, 'Honours `divider`, 8 bits of it.'],
  },
  {
    name: 'JAILHOUSE_CON_TYPE_SCIFA',
    value: '0x0007',
    meaning: 'The serial interface SCIFA of Renesas.',
    details: [armOnly, 'Honours `divider`, 8 bits of it.'],
  },
  {
    name: 'JAILHOUSE_CON_TYPE_IMX',
    value: '0x0008',
    meaning: 'The UART of NXP i.MX.',
    details: [armOnly, keepsDivider, 'Output is dropped without a word while Linux has the UART disabled.'],
  },
  {
    name: 'JAILHOUSE_CON_TYPE_IMX_LPUART',
    value: '0x0009',
    meaning: 'The low power UART of NXP i.MX.',
    details: [armOnly, keepsDivider],
  },
  {
    name: 'JAILHOUSE_CON_TYPE_SCIF',
    value: '0x000a',
    meaning: 'The serial interface with FIFO (SCIF) of Renesas.',
    details: [armOnly, keepsDivider],
  },
]

const flags: readonly Constant[] = [
  {
    name: 'JAILHOUSE_CON_ACCESS_PIO',
    value: '0x0000',
    meaning: 'Access by I/O ports, x86; the absence of `JAILHOUSE_CON_ACCESS_MMIO`.',
  },
  {
    name: 'JAILHOUSE_CON_ACCESS_MMIO',
    value: '0x0001',
    meaning: 'Access by memory-mapped registers. Arm and arm64 always need it.',
  },
  {
    name: 'JAILHOUSE_CON_REGDIST_1',
    value: '0x0000',
    meaning: '8250: registers one byte apart, accessed by bytes; the absence of `JAILHOUSE_CON_REGDIST_4`.',
  },
  {
    name: 'JAILHOUSE_CON_REGDIST_4',
    value: '0x0002',
    meaning: '8250: registers four bytes apart, accessed by 32 bits; `reg-shift = <2>` in a device tree.',
  },
  {
    name: 'JAILHOUSE_CON_FB_1024x768',
    value: '0x0000',
    meaning: 'A frame buffer of 1024 by 768 pixels; the absence of `JAILHOUSE_CON_FB_1920x1080`.',
  },
  {
    name: 'JAILHOUSE_CON_FB_1920x1080',
    value: '0x0004',
    meaning: 'A frame buffer of 1920 by 1080 pixels.',
    details: ['Has to fit the mode of the screen.'],
  },
  {
    name: 'JAILHOUSE_CON_INVERTED_GATE',
    value: '0x1000',
    meaning: 'The bit `gate_nr` at `clock_reg` is cleared instead of set to switch the clock on.',
  },
  {
    name: 'JAILHOUSE_CON_MDR_QUIRK',
    value: '0x2000',
    meaning: '8250 of TI: the mode register MDR1 is cleared during initialisation.',
    details: ['Only inmates do so, and only with a `divider` that is not 0; no effect in `debug_console`.'],
  },
]

export const consoleGroups: readonly ConstantGroup[] = [
  { id: 'console-type', title: 'Types of consoles', kind: 'enumeration', constants: types },
  { id: 'console-flag', title: 'Flags of a console', kind: 'flags', constants: flags },
]
