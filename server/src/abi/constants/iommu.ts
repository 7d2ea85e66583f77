/**
 * The kinds of IOMMU units (catalogue A.10, C.7).
 */
import type { ConstantGroup } from '../model.ts'

export const iommuGroups: readonly ConstantGroup[] = [
  {
    id: 'iommu-type',
    title: 'Types of IOMMU units',
    kind: 'enumeration',
    constants: [
      {
        name: 'JAILHOUSE_IOMMU_AMD',
        value: '1',
        meaning: 'The IOMMU of AMD CPUs, x86.',
        details: ['Also fill in `amd`. A system without any unit is accepted, and its DMA unrestricted.'],
      },
      {
        name: 'JAILHOUSE_IOMMU_INTEL',
        value: '2',
        meaning: 'VT-d of Intel CPUs, x86. At least one unit is needed, and it must not be in use by Linux.',
        details: [
          'With `intel_iommu=on` in Linux, `jailhouse enable` is refused with EBUSY.',
          'Devices reach only regions with `JAILHOUSE_MEM_DMA`.',
        ],
      },
      {
        name: 'JAILHOUSE_IOMMU_SMMUV3',
        value: '3',
        meaning: 'The Arm SMMU of version 3, arm64.',
        details: [
          'Streams that no cell lists bypass translation.',
          'Streams of a cell other than root are set up with the page tables of the root cell, as the code of this revision reads.',
        ],
      },
      {
        name: 'JAILHOUSE_IOMMU_PVU',
        value: '4',
        meaning: 'The Peripheral Virtualization Unit of TI K3, arm64.',
        details: [
          'Also fill in `tipvu`. Devices reach only regions with `JAILHOUSE_MEM_DMA`.',
          'It cannot unmap: devices of the root cell keep their access to memory that a cell takes.',
        ],
      },
      {
        name: 'JAILHOUSE_IOMMU_ARM_MMU500',
        value: '5',
        meaning: 'The Arm MMU-500 and others of SMMU version 2, arm64.',
        details: [
          'Streams that no cell lists fault, those of the root cell included. Stream ids go into `mmu500`.',
        ],
      },
    ],
  },
]
