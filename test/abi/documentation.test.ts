/**
 * The documentation is complete and well formed, and is found by name.
 */
import { expect, test } from 'vitest'
import {
  constantGroup,
  documentationOfConstant,
  documentationOfField,
  documentationOfMacro,
  documentationOfStructure,
} from '../../server/src/abi/documentation.ts'
import { builtInHeader, builtInHeaderNames } from '../../server/src/abi/headers.ts'
import { constantGroups, interfaceRevision, macros, structures } from '../../server/src/abi/interface.ts'
import type { Aggregate, Field } from '../../server/src/abi/model.ts'

interface Documented {
  readonly name: string
  readonly meaning: string
  readonly details?: readonly string[]
}

const fields = structures.flatMap((structure) => fieldsOf(structure, structure.tag))
const constants = constantGroups.flatMap((group) => group.constants)
const everything: readonly Documented[] = [
  ...structures.map(({ tag, meaning }) => ({ name: tag, meaning })),
  ...fields.map(({ path, field }) => ({ ...field, name: path })),
  ...constants,
  ...macros,
  ...macros.flatMap(({ name, parameters = [] }) =>
    parameters.map((parameter) => ({ ...parameter, name: `${name}(${parameter.name})` })),
  ),
]

test('everything is described in whole sentences', () => {
  expect(everything.length).toBeGreaterThan(200)
  const bad = everything.flatMap(({ name, meaning, details = [] }) =>
    [meaning, ...details].filter((text) => !isWholeSentence(text)).map((text) => `${name}: ${text}`),
  )
  expect(bad).toEqual([])
})

test.each(['', 'no capital.', 'No full stop', 'An `open name.', 'Two  spaces.', 'Ends a comment */.'])(
  'it is noticed that %j is no whole sentence',
  (text) => {
    expect(isWholeSentence(text)).toBe(false)
  },
)

test('no name occurs twice', () => {
  const names = [
    ...structures.map(({ tag }) => tag),
    ...constants.map(({ name }) => name),
    ...macros.map(({ name }) => name),
  ]
  expect(repeated(names)).toEqual([])
  expect(repeated(constantGroups.map(({ id }) => id))).toEqual([])
  expect(structures.flatMap((structure) => repeated(namesIn(structure)))).toEqual([])
})

test('the constants of each field exist, and each group is of use to some field', () => {
  const used = fields.flatMap(({ field }) => field.constants ?? [])
  expect(used.filter((id) => constantGroup(id) === undefined)).toEqual([])
  const unused = constantGroups.map(({ id }) => id).filter((id) => !used.includes(id))
  expect(unused).toEqual(['limit'])
})

test('each field that is a number says how to show it', () => {
  const withoutFormat = fields.filter(({ field }) => isScalar(field) && field.format === undefined)
  expect(withoutFormat.map(({ path }) => path)).toEqual([])
  const flagsWithoutNames = fields.filter(({ field }) => field.format === 'flags' && !field.constants)
  expect(flagsWithoutNames.map(({ path }) => path)).toEqual([])
})

test('the names in backticks exist where they look like those of the interface', () => {
  const known = new Set([...constants, ...macros].map(({ name }) => name))
  const mentioned = everything.flatMap(({ name, meaning, details = [] }) =>
    [...[meaning, ...details].join(' ').matchAll(/`((?:JAILHOUSE|PCI|VIRTIO|CON|FB|PIO)_\w+)`/g)].map(
      ([, mention = '']) => ({ name, mention }),
    ),
  )
  expect(mentioned.length).toBeGreaterThan(40)
  expect(mentioned.filter(({ mention }) => !known.has(mention))).toEqual([])
})

test('everything is in a built-in header', () => {
  const text = builtInHeaderNames()
    .map((name) => builtInHeader(name)?.text)
    .join('\n')
  const definitions = new Set(
    [...text.matchAll(/^#define (\w+)|^(?:struct|union) (\w+) \{/gm)].map(([, a, b]) => a ?? b),
  )
  const expected = [
    ...constants.map(({ name }) => name),
    ...macros.map(({ name }) => name),
    ...structures.map(({ tag }) => tag),
  ]
  expect(expected.filter((name) => !definitions.has(name))).toEqual([])
})

test('the revision is that of the constant', () => {
  expect(documentationOfConstant('JAILHOUSE_CONFIG_REVISION')?.constant.value).toBe(String(interfaceRevision))
})

test('each count of a cell names the struct or union that it counts', () => {
  const counts = documentationOfStructure('jailhouse_cell_desc')?.fields.filter(({ name }) =>
    name.startsWith('num_'),
  )
  expect(counts?.map(({ meaning }) => /`(?:struct|union) (\w+)`/.exec(meaning)?.[1])).toEqual([
    'jailhouse_memory',
    'jailhouse_cache',
    'jailhouse_irqchip',
    'jailhouse_pio',
    'jailhouse_pci_device',
    'jailhouse_pci_capability',
    'jailhouse_stream_id',
  ])
})

test.each([
  ['jailhouse_memory', ['flags'], 'flags'],
  ['jailhouse_system', ['platform_info', 'arm', 'gicd_base'], 'gicd_base'],
  ['jailhouse_system', ['platform_info', 'x86', 'pm_timer_address'], 'pm_timer_address'],
  ['jailhouse_system', ['platform_info', 'iommu_units', 'amd', 'bdf'], 'bdf'],
  ['jailhouse_system', ['root_cell', 'console', 'divider'], 'divider'],
  ['jailhouse_stream_id', ['mmu500', 'mask_out'], 'mask_out'],
])('%s %j is documented', (tag, path, name) => {
  expect(documentationOfField(tag, path)?.name).toBe(name)
})

test.each([
  ['jailhouse_memory', []],
  ['jailhouse_memory', ['']],
  ['jailhouse_memory', ['start']],
  ['jailhouse_memory', ['flags', 'flags']],
  ['jailhouse_system', ['gicd_base']],
  ['jailhouse_system', ['platform_info', 'gicd_base']],
  ['jailhouse_cell_desc', ['num_pio_bitmap']],
  ['jailhouse_system', ['no_such_thing', 'flags']],
  ['constructor', ['name']],
])('%s %j is unknown, and said to be', (tag, path) => {
  expect(documentationOfField(tag, path)).toBeUndefined()
})

test('constants come with their group', () => {
  const found = documentationOfConstant('JAILHOUSE_MEM_ROOTSHARED')
  expect(found?.constant.value).toBe('0x0080')
  expect(found?.group).toBe(constantGroup('memory-flag'))
  expect(documentationOfConstant('JAILHOUSE_MEM_CACHED')).toBeUndefined()
})

test('macros are found by name', () => {
  expect(documentationOfMacro('PIO_RANGE')?.parameters).toHaveLength(2)
  expect(documentationOfMacro('JAILHOUSE_IVSHMEM_BAR_MASK_INTX')?.parameters).toBeUndefined()
  expect(documentationOfMacro('toString')).toBeUndefined()
})

/** Begins as a sentence or with a name or number, ends with a full stop, and survives Markdown and C comments. */
function isWholeSentence(text: string): boolean {
  const begins = /^[\p{Lu}\d`]/u.test(text) || /^(x86|arm64|ivshmem)\b/.test(text)
  const backticks = text.split('`').length - 1
  return begins && text.endsWith('.') && backticks % 2 === 0 && !/ {2}|\n|\*\/|\/\*/.test(text)
}

function fieldsOf(aggregate: Aggregate, path: string): readonly { path: string; field: Field }[] {
  return aggregate.fields.flatMap((field) => {
    const here = `${path}.${field.name}`
    const inner = typeof field.type === 'string' ? [] : fieldsOf(field.type, here)
    return [{ path: here, field }, ...inner]
  })
}

/** The names of the members, those of anonymous members included. */
function namesIn({ fields: members }: Aggregate): readonly string[] {
  return members.flatMap(({ name, type }) =>
    name === '' && typeof type !== 'string' ? namesIn(type) : [name],
  )
}

function isScalar({ type }: Field): boolean {
  return typeof type === 'string' && !/^(struct|union) /.test(type)
}

function repeated(names: readonly string[]): readonly string[] {
  return names.filter((name, at) => names.indexOf(name) !== at)
}
