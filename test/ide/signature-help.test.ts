/** Signature help: which call the cursor is in, at which argument, and what is said about it. */
import { describe, expect, test } from 'vitest'
import { type Signature, signatureAt } from '../../server/src/ide/signature-help.ts'
import { cellConfig } from './hovered.ts'
import { opened } from './opened.ts'

const above = `
/* An address of the device with a number. */
#define PAGE(number) (0x1000 + (number) * 0x1000)
#define BDF(bus, dev, fn) ((bus) << 8 | (dev) << 3 | (fn))
// Prints.
#define LOG(format, ...) 0
#define ANY(arguments...) 0

#define PLAIN 0x1000
`

function help(body: string): Signature | undefined {
  const { analysis, offset } = opened(cellConfig({ above, body }))
  return signatureAt(analysis, offset)
}

/** The label with the active parameter between guillemets. */
function shown(body: string): string {
  const signature = help(body)
  if (!signature) return 'nothing'
  const { label, parameters, active } = signature
  const at = parameters[active]
  return at ? `${label.slice(0, at.start)}«${label.slice(at.start, at.end)}»${label.slice(at.end)}` : label
}

describe('the call that the cursor is in', () => {
  test.each([
    ['.cpus = { BDF($0', 'BDF(«bus», dev, fn)'],
    ['.cpus = { BDF(1, $0', 'BDF(bus, «dev», fn)'],
    ['.cpus = { BDF(1, 2, 3$0) }', 'BDF(bus, dev, «fn»)'],
    ['.cpus = { BDF(1, 2, 3, $0) }', 'BDF(bus, dev, fn)'],
    ['.cpus = { BDF((1, 2), $0', 'BDF(bus, «dev», fn)'],
    ['.cpus = { BDF(PAGE(1), $0', 'BDF(bus, «dev», fn)'],
    ['.cpus = { BDF(PAGE($0), 1, 2) }', 'PAGE(«number»)'],
    ['.cpus = { BDF((1 + $0), 1, 2) }', 'BDF(«bus», dev, fn)'],
    ['.cpus = { BDF(\n\t1,\n\t$0\n', 'BDF(bus, «dev», fn)'],
    ['.cpus = { LOG("a, b", 1, 2, $0) }', 'LOG(format, «...»)'],
    ['.cpus = { ANY(1, 2, $0) }', 'ANY(«arguments...»)'],
    ['.mem_regions = { JAILHOUSE_SHMEM_NET_REGIONS($0', 'JAILHOUSE_SHMEM_NET_REGIONS(«start», dev_id)'],
    [
      '.mem_regions = { JAILHOUSE_SHMEM_NET_REGIONS(0x7fb00000, $0',
      'JAILHOUSE_SHMEM_NET_REGIONS(start, «dev_id»)',
    ],
    ['}, x = { ARRAY_SIZE($0', 'ARRAY_SIZE(«array»)'],
    ['.cpus = { BDF(1, 2, 3)$0 }', 'nothing'],
    ['.cpus = { BDF$0(1, 2, 3) }', 'nothing'],
    ['.cpus = { sizeof($0) }', 'nothing'],
    ['.cpus = { PLAIN($0) }', 'nothing'],
    ['.cpus = { LOG("a, $0', 'LOG(«format», ...)'],
    ['.cpus = { BDF(1, }, .mem_regions = { $0', 'nothing'],
  ])('%j', (body, expected) => {
    expect(shown(body)).toBe(expected)
  })

  test('its own definition is no call', () => {
    expect(shown('}; \n#define TWO(a, $0b) a')).toBe('nothing')
    expect(shown('}; \n#define TWO(a, b) PAGE($0')).toBe('PAGE(«number»)')
  })
})

describe('what is said', () => {
  test('about a macro of the header, and each of its parameters', () => {
    const signature = help('.mem_regions = { JAILHOUSE_SHMEM_NET_REGIONS($0')
    expect(signature?.documentation).toMatch(/^The four memory regions of a network link/)
    expect(signature?.parameters.map(({ documentation }) => documentation)).toEqual([
      'Where the shared memory begins, host-physical and guest-physical; it takes 1 MiB.',
      'The position of this cell on the link, 0 or 1, the same as `shmem_dev_id`.',
    ])
  })

  test('about one of the config, what its author says or what it stands for', () => {
    expect(help('.cpus = { PAGE($0')?.documentation).toBe('An address of the device with a number.')
    expect(help('.cpus = { LOG($0')?.documentation).toBe('Prints.')
    expect(help('.cpus = { BDF($0')?.documentation).toBe('`((bus) << 8 | (dev) << 3 | (fn))`')
  })
})
