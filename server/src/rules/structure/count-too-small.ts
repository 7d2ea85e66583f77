/** A count in the header that leaves out the last elements of its array. */
import { factsOf, nounsOf } from '../../config/arrays.ts'
import type { ConfigArray, Configuration, Element } from '../../config/model.ts'
import {
  arraysBehind,
  type DeclaredArray,
  declaredArrays,
  elementSize,
  initialisersOf,
  isRead,
} from '../../config/reading.ts'
import { resizing } from '../fix/elements.ts'
import { type Fix, fix } from '../fix/fix.ts'
import { settingField } from '../fix/fields.ts'
import { defineRule } from '../rule.ts'
import { counted, sizeText } from '../wording.ts'

export const countTooSmall = defineRule({
  id: 'count-too-small',
  resource: 'structure',
  scope: 'file',
  severity: 'error',
  since: '0.1.0',
  docs: {
    what: 'The header counts fewer elements of an array than the file declares.',
    why:
      'The compiled file is a run of bytes without names. Its readers find each array by adding up the counts of ' +
      'those before it. If another array follows, they take the elements that are not counted for the beginning ' +
      'of that one, and everything behind is read too early. If none follows, nobody reads the rest: the elements ' +
      'are in the file and have no effect, which is only a hint.',
    legal:
      'An array that is not counted at all is another matter. The size of the CPU bitmap is in bytes and is not ' +
      'compared here.',
    fix: 'The count becomes `ARRAY_SIZE` of the array, which is its declared length; elements that are neither counted nor written are no longer declared.',
    bad: `
.cell.num_memory_regions = 1,
.mem_regions = {
  /* RAM */ {
    .phys_start = 0x3f000000, .virt_start = 0, .size = 0x100000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_EXECUTE,
  },
  /* UART */ {
    .phys_start = 0x90001000, .virt_start = 0x90001000, .size = 0x1000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_IO,
  },
},
.irqchips = {
  { .address = 0xa0000000, .pin_base = 32, .pin_bitmap = { 1 << 4 } },
},`,
    good: `
.cell.num_memory_regions = ARRAY_SIZE(config.mem_regions),
.mem_regions = {
  /* RAM */ {
    .phys_start = 0x3f000000, .virt_start = 0, .size = 0x100000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_EXECUTE,
  },
  /* UART */ {
    .phys_start = 0x90001000, .virt_start = 0x90001000, .size = 0x1000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_IO,
  },
},
.irqchips = {
  { .address = 0xa0000000, .pin_base = 32, .pin_bitmap = { 1 << 4 } },
},`,
    references: ['include/jailhouse/cell-config.h: jailhouse_cell_mem_regions and its neighbours'],
    catalogue: 'A.0, D 51',
  },
  check(configuration, report) {
    for (const array of declaredArrays(configuration)) {
      const { kind, member, count, countField, declaredLength } = array
      if (array.isCountedInBytes || !count.known || count.value === 0n) continue
      if (BigInt(declaredLength) <= count.value) continue
      const behind = arraysBehind(configuration, kind)
      const next = behind.find((other) => isRead(other) === true)
      // What follows decides whether the rest is dead or deadly.
      if (!next && behind.some((other) => isRead(other) === undefined)) continue
      const { one, many } = nounsOf(kind, array.isCountedInBytes)
      const arraySize = `ARRAY_SIZE(${configuration.place.first.text}.${member.name})`
      const surplus = BigInt(declaredLength) - count.value
      const size = elementSize(configuration, array)
      const shift = size === undefined ? 'too early' : `${sizeText(BigInt(size) * surplus)} too early`
      report({
        at: count.place,
        severity: next ? 'error' : 'hint',
        message: `\`${countField}\` counts ${counted(count.value, one, many)}, but \`${member.name}\` has ${declaredLength}`,
        why: next
          ? `the readers take the rest of \`${member.name}\` for the beginning of \`${nameOf(next)}\`, and read all arrays behind ${shift}`
          : `no array that is counted follows, so that nobody reads the last ${surplus === 1n ? one : `${surplus} ${many}`}`,
        help: `write \`${arraySize}\`, which follows the declaration`,
        fixes: fixesFor(array, arraySize, configuration),
        related: [{ at: member.lengthPlace, message: `declared with ${counted(declaredLength, one, many)}` }],
        spoils: next ? initialisersOf(behind) : [],
      })
    }
  },
})

/** What is neither written nor counted was declared by mistake; what is written was left out of the count. */
function fixesFor(array: DeclaredArray, arraySize: string, configuration: Configuration): readonly Fix[] {
  const { count, countField, writtenLength } = array
  if (count.known && BigInt(writtenLength) <= count.value)
    return fix(`declare ${count.value} only`, 'suggested', resizing(array, Number(count.value)))
  const edits = settingField(configuration.cell.view, countField, arraySize)
  return fix(`count with \`${arraySize}\``, 'suggested', edits)
}

function nameOf({ kind, member }: ConfigArray<Element>): string {
  return member?.name ?? factsOf(kind).many
}
