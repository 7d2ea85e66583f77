/** A count in the header that is larger than the array it counts. */
import { nounsOf } from '../../config/arrays.ts'
import type { Configuration, WrapperMember } from '../../config/model.ts'
import {
  arraysBehind,
  type DeclaredArray,
  declaredArrays,
  elementSize,
  initialisersOf,
  isRead,
} from '../../config/reading.ts'
import { fix } from '../fix/fix.ts'
import { settingField } from '../fix/fields.ts'
import { defineRule } from '../rule.ts'
import { counted, sizeText } from '../wording.ts'

export const countTooLarge = defineRule({
  id: 'count-too-large',
  resource: 'structure',
  scope: 'file',
  severity: 'error',
  since: '0.1.0',
  docs: {
    what: 'The header counts more elements of an array than the file declares.',
    why:
      'The compiled file is a run of bytes without names. Its readers find each array by adding up the counts of ' +
      'those before it, and compare nothing with the size of the file. So they take the beginning of the next ' +
      'array for the elements that are missing, and look for all further arrays too late in the file; behind the ' +
      'last array they read whatever follows in memory. Nothing refuses such a file as such.',
    legal:
      'A count of zero, or an array that is not counted, is another matter. The size of the CPU bitmap is in ' +
      'bytes and is not compared here.',
    fix: 'The count becomes `ARRAY_SIZE` of the array, which is its declared length.',
    bad: `
.cell.num_memory_regions = 2,
.mem_regions = {
  /* RAM */ {
    .phys_start = 0x3f000000, .virt_start = 0, .size = 0x100000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_EXECUTE,
  },
},`,
    good: `
.cell.num_memory_regions = ARRAY_SIZE(config.mem_regions),
.mem_regions = {
  /* RAM */ {
    .phys_start = 0x3f000000, .virt_start = 0, .size = 0x100000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_EXECUTE,
  },
},`,
    references: [
      'include/jailhouse/cell-config.h: jailhouse_cell_mem_regions and its neighbours',
      'driver/cell.c: cell_create',
      'hypervisor/control.c: cell_create',
    ],
    catalogue: 'A.0',
  },
  check(configuration, report) {
    for (const array of declaredArrays(configuration)) {
      const { kind, member, count, countField, declaredLength } = array
      if (array.isCountedInBytes || !count.known || count.value <= BigInt(declaredLength)) continue
      const { one, many } = nounsOf(kind, array.isCountedInBytes)
      const arraySize = `ARRAY_SIZE(${configuration.place.first.text}.${member.name})`
      report({
        at: count.place,
        message: `\`${countField}\` counts ${counted(count.value, one, many)}, but \`${member.name}\` has ${declaredLength}`,
        why: consequence(configuration, array, count.value - BigInt(declaredLength)),
        help: `write \`${arraySize}\`, which follows the declaration`,
        fixes: fix(
          `count with \`${arraySize}\``,
          'suggested',
          settingField(configuration.cell.view, countField, arraySize),
        ),
        related: [{ at: member.lengthPlace, message: `declared with ${counted(declaredLength, one, many)}` }],
        spoils: initialisersOf(arraysBehind(configuration, kind)),
      })
    }
  },
})

function consequence(configuration: Configuration, array: DeclaredArray, missing: bigint): string {
  const next = memberBehind(configuration, array.member)
  const size = elementSize(configuration, array)
  const bytes = size === undefined ? 'too far' : `${sizeText(BigInt(size) * missing)} too far`
  if (!next)
    return `the readers go ${bytes}, past the end of the file, and take what they find there for the rest of \`${array.member.name}\``
  const shifted = arraysBehind(configuration, array.kind).some((behind) => isRead(behind) === true)
  const taken = `the readers go ${bytes} and take the beginning of \`${next.name}\` for the rest of \`${array.member.name}\``
  return shifted ? `${taken}; all arrays behind are read that much too late` : taken
}

/** What follows a member in the image. */
function memberBehind(configuration: Configuration, member: WrapperMember): WrapperMember | undefined {
  const { members } = configuration
  return members.slice(members.indexOf(member) + 1).find(({ declaredLength }) => declaredLength !== 0)
}
