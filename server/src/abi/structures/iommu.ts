/**
 * `struct jailhouse_iommu` and `union jailhouse_stream_id`: units that translate DMA, and the names under which
 * devices appear to them (catalogue A.10, C.7).
 */
import type { Aggregate, Structure } from '../model.ts'

const amdUnit: Aggregate = {
  kind: 'struct',
  packed: true,
  meaning: 'What an AMD unit needs in addition, as the ACPI table IVRS has it.',
  fields: [
    {
      name: 'bdf',
      type: '__u16',
      meaning: 'The PCI address of the IOMMU itself.',
      unit: 'bus << 8 | device << 3 | function',
      format: 'bdf',
    },
    {
      name: 'base_cap',
      type: '__u8',
      meaning: 'The offset of the IOMMU capability in the configuration space of the unit.',
      unit: 'bytes',
      format: 'number',
      details: [
        'A unit whose base address register is locked to another address than `base` is refused with EPERM.',
      ],
    },
    {
      name: 'msi_cap',
      type: '__u8',
      meaning: 'The offset of the MSI capability in the configuration space of the unit.',
      unit: 'bytes',
      format: 'number',
      details: ['The unit reports its events through this MSI.'],
    },
    {
      name: 'features',
      type: '__u32',
      meaning: 'The feature word of the unit from the IVHD entry, with bit 0 set to mark it as valid.',
      format: 'number',
      details: ['0 means that the features are read from the hardware.'],
    },
  ],
}

const tiPvu: Aggregate = {
  kind: 'struct',
  packed: true,
  meaning: 'What a TI Peripheral Virtualization Unit needs in addition.',
  fields: [
    {
      name: 'tlb_base',
      type: '__u64',
      meaning: 'The registers that hold the translation entries, 4 KiB for each TLB.',
      unit: 'host-physical address',
      format: 'address',
      details: ['No cell may have them mapped: whoever does can rewrite the translation.'],
    },
    {
      name: 'tlb_size',
      type: '__u32',
      meaning: 'The length of the register range at `tlb_base`.',
      unit: 'bytes',
      format: 'size',
    },
  ],
}

export const iommuStructure: Structure = {
  tag: 'jailhouse_iommu',
  kind: 'struct',
  packed: true,
  meaning:
    'A unit that restricts DMA of devices to the memory of their cell. Used on x86 and arm64; 32-bit Arm ignores the list.',
  fields: [
    {
      name: 'type',
      type: '__u32',
      meaning: 'The kind of unit.',
      constants: ['iommu-type'],
      format: 'enumeration',
      details: [
        'x86: a unit of another vendor than the CPU, or of no kind (0), is refused with EINVAL. Intel demands at least one unit.',
        'arm64: a unit of an unknown kind, 0 among them, is skipped without a word, and the devices behind it stay unrestricted.',
      ],
    },
    {
      name: 'base',
      type: '__u64',
      meaning: 'The configuration registers of the unit.',
      unit: 'host-physical address',
      format: 'address',
      details: [
        '0 ends the list: units behind such an element are not used.',
        'No cell may have these registers mapped.',
      ],
    },
    {
      name: 'size',
      type: '__u32',
      meaning: 'The length of the register range at `base`.',
      unit: 'bytes',
      format: 'size',
      details: [
        'Intel: more than 0, at most 0x4000. AMD: a power of two, 0x4000 or, with performance counters, 0x80000; else EINVAL.',
        'SMMUv3: the event queue registers have to be inside, so at least 0x11000, normally 0x20000.',
        'MMU-500: the whole register space, since the context banks are expected at the second half.',
      ],
    },
    {
      name: '',
      type: {
        kind: 'union',
        packed: true,
        meaning: 'What only one kind of unit needs.',
        fields: [
          { name: 'amd', type: amdUnit, meaning: 'For `JAILHOUSE_IOMMU_AMD`.' },
          { name: 'tipvu', type: tiPvu, meaning: 'For `JAILHOUSE_IOMMU_PVU`.' },
        ],
      },
      meaning: 'What only one kind of unit needs; Intel and Arm units leave it 0.',
    },
  ],
}

export const streamIdStructure: Structure = {
  tag: 'jailhouse_stream_id',
  kind: 'union',
  packed: true,
  meaning:
    'The name under which the DMA of a device appears at the IOMMU units of arm64. Other architectures do not read the list.',
  fields: [
    {
      name: 'id',
      type: '__u32',
      meaning: 'The stream id at an SMMUv3, or the virtual id at a PVU.',
      format: 'number',
      details: [
        'Every id of the list is programmed into every unit of its type.',
        '0 is a valid id: an element that was left out assigns stream 0.',
        'SMMUv3: streams that no cell lists bypass translation. An id beyond the width of the hardware is not checked.',
        'PVU: 0 to 7, larger ones are ignored. An id belongs to one cell; a cell that lists an id of the root cell is refused with EINVAL.',
      ],
    },
    {
      name: 'mmu500',
      type: {
        kind: 'struct',
        packed: true,
        meaning: 'An entry for the stream matching of the Arm MMU-500.',
        fields: [
          {
            name: 'id',
            type: '__u16',
            meaning: 'The stream id to match; 15 bits are used.',
            format: 'number',
            details: ['Bit 15 is dropped without a word.'],
          },
          {
            name: 'mask_out',
            type: '__u16',
            meaning: 'The bits of the stream id that are ignored in the comparison; 15 bits are used.',
            format: 'number',
            details: [
              'A set bit means "do not compare", so 0 matches exactly one stream.',
              'An entry that overlaps another one only in part is refused with EINVAL. A cell whose entry is narrower than one of the root cell overwrites it: the other streams of that entry fault from then on.',
            ],
          },
        ],
      },
      meaning: 'The stream for an Arm MMU-500, as an id and the bits of it that do not count.',
      details: [
        'Streams that no cell lists fault. The root cell therefore has to list all devices that do DMA.',
        'After `jailhouse cell destroy` the root cell gets a stream back only if it lists exactly the same id and mask.',
      ],
    },
  ],
}
