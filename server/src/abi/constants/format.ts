/**
 * Constants of the format itself: what kind of file it is, for which architecture and in which revision
 * (catalogue A.0 to A.2).
 */
import type { ConstantGroup } from '../model.ts'

export const formatGroups: readonly ConstantGroup[] = [
  {
    id: 'architecture',
    title: 'Architectures',
    kind: 'enumeration',
    constants: [
      {
        name: 'JAILHOUSE_X86',
        value: '0',
        meaning: 'x86 in 64-bit mode, Intel with VT-x or AMD with SVM.',
        details: ['Being 0, it is also what a config says that leaves `architecture` out.'],
      },
      {
        name: 'JAILHOUSE_ARM',
        value: '1',
        meaning: '32-bit Arm, that is ARMv7 with virtualization extensions.',
      },
      {
        name: 'JAILHOUSE_ARM64',
        value: '2',
        meaning: '64-bit Arm, also for cells that run 32-bit code with `JAILHOUSE_CELL_AARCH32`.',
      },
    ],
  },
  {
    id: 'revision',
    title: 'Revision of the format',
    kind: 'numbers',
    constants: [
      {
        name: 'JAILHOUSE_CONFIG_REVISION',
        value: '14',
        meaning:
          'The revision of the format that this header describes. The driver accepts its own revision only.',
        details: ['The number alone does not fix the layout: structs have changed within a revision.'],
      },
    ],
  },
  {
    id: 'system-signature',
    title: 'Signature of a system config',
    kind: 'text',
    constants: [
      {
        name: 'JAILHOUSE_SYSTEM_SIGNATURE',
        value: '"JHSYS"',
        meaning: 'The first five bytes of a system config, which `jailhouse enable` takes.',
      },
    ],
  },
  {
    id: 'cell-signature',
    title: 'Signature of a cell config',
    kind: 'text',
    constants: [
      {
        name: 'JAILHOUSE_CELL_DESC_SIGNATURE',
        value: '"JHCLL"',
        meaning: 'The first five bytes of a cell config, which `jailhouse cell create` takes.',
      },
    ],
  },
  {
    id: 'limit',
    title: 'Limits',
    kind: 'numbers',
    constants: [
      {
        name: 'JAILHOUSE_CELL_NAME_MAXLEN',
        value: '31',
        meaning: 'The most characters of the name of a cell, the terminating NUL not counted.',
      },
      {
        name: 'JAILHOUSE_MAX_IOMMU_UNITS',
        value: '8',
        meaning: 'The length of `platform_info.iommu_units`.',
      },
      {
        name: 'JAILHOUSE_MEM_IO_WIDTH_SHIFT',
        value: '16',
        meaning: 'The lowest of the four bits of the memory flags that permit access widths.',
      },
    ],
  },
]
