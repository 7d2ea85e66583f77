/** The UART of Linux in the root cell, and that of the hypervisor: one fault is reported once, two are reported twice. */
import { expect, test } from 'vitest'
import { checkExample } from '../rules/checked-example.ts'

const uart = `
.mem_regions = { {
  .phys_start = 0x90000000, .virt_start = 0x90000000, .size = SIZE,
  .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_IO,
} },`

const page = `//- cell${uart.replace('SIZE', '0x1000')}`
const devices = `//- cell${uart.replace('SIZE', '0x10000')}`
const ports = '//- x86 cell\n.pio_regions = { PIO_RANGE(0x2f8, 8), PIO_RANGE(0x3f8, 8) },'

test.each([
  ['0x90000000', page, ['debug-console-not-shared']],
  ['0x90000800', page, ['debug-console-not-shared']],
  ['0x90001000', page, ['debug-console-not-shared']],
  ['0x90001000', devices, ['debug-console-not-shared', 'root-console-taken']],
  ['0x3f8', ports, ['pio-console-taken']],
  ['0x2f8', ports, ['pio-console-taken', 'root-console-taken']],
])('with Linux at %s, %s has %j', (address, cell, expected) => {
  const { findings } = checkExample(`//- rootConsole ${address}\n${cell}`)
  const found = findings
    .map(({ finding: { rule } }) => rule)
    .filter((rule) => /console.*(taken|shared)/.test(rule))
  expect(found.toSorted()).toEqual(expected)
})
