/**
 * The elements of the arrays, field by field: which property of the model is which field of the struct
 * (upstream `include/jailhouse/cell-config.h`; meanings in the catalogue, A.4 and A.6 to A.10).
 */
import { sizeOf } from '../c/types.ts'
import { scalarField, scalarFields } from './fields.ts'
import type {
  BitmapWord,
  CacheRegion,
  Console,
  Element,
  IommuUnit,
  Irqchip,
  MemoryRegion,
  PciCapability,
  PciDevice,
  PioRegion,
  StreamId,
} from './model.ts'
import { fieldOf, type Scalar, scalarOf, type View } from './view.ts'

export function bitmapWord(view: View, index: number): BitmapWord {
  const physId = fieldOf(view, 'phys_id')
  if (physId) {
    const bits = {
      known: false,
      reason: 'CPUs are listed, not set as bits',
      place: view.place,
      written: false,
    } as const
    return { ...element(view, index), bits, width: 0, physId: scalarOf(physId) }
  }
  const width = 8 * (sizeOf(view.type) ?? 0)
  return { ...element(view, index), bits: scalarOf(view), width, physId: undefined }
}

export function memoryRegion(view: View, index: number): MemoryRegion {
  return {
    ...element(view, index),
    physStart: scalarField(view, 'phys_start'),
    virtStart: scalarField(view, 'virt_start'),
    size: scalarField(view, 'size'),
    flags: scalarField(view, 'flags'),
  }
}

export function cacheRegion(view: View, index: number): CacheRegion {
  return {
    ...element(view, index),
    start: scalarField(view, 'start'),
    size: scalarField(view, 'size'),
    type: scalarField(view, 'type'),
    flags: scalarField(view, 'flags'),
  }
}

export function irqchip(view: View, index: number): Irqchip {
  return {
    ...element(view, index),
    address: scalarField(view, 'address'),
    id: scalarField(view, 'id'),
    pinBase: scalarField(view, 'pin_base'),
    pinBitmap: scalarFields(view, 'pin_bitmap'),
  }
}

export function pioRegion(view: View, index: number): PioRegion {
  return { ...element(view, index), base: scalarField(view, 'base'), length: scalarField(view, 'length') }
}

export function pciDevice(view: View, index: number): PciDevice {
  return {
    ...element(view, index),
    type: scalarField(view, 'type'),
    iommu: scalarField(view, 'iommu'),
    domain: scalarField(view, 'domain'),
    bdf: scalarField(view, 'bdf'),
    barMask: scalarFields(view, 'bar_mask'),
    capsStart: scalarField(view, 'caps_start'),
    numCaps: scalarField(view, 'num_caps'),
    numMsiVectors: scalarField(view, 'num_msi_vectors'),
    msi64bits: scalarField(view, 'msi_64bits'),
    msiMaskable: scalarField(view, 'msi_maskable'),
    numMsixVectors: scalarField(view, 'num_msix_vectors'),
    msixRegionSize: scalarField(view, 'msix_region_size'),
    msixAddress: scalarField(view, 'msix_address'),
    shmemRegionsStart: scalarField(view, 'shmem_regions_start'),
    shmemDevId: scalarField(view, 'shmem_dev_id'),
    shmemPeers: scalarField(view, 'shmem_peers'),
    shmemProtocol: scalarField(view, 'shmem_protocol'),
  }
}

export function pciCapability(view: View, index: number): PciCapability {
  return {
    ...element(view, index),
    id: scalarField(view, 'id'),
    start: scalarField(view, 'start'),
    length: scalarField(view, 'len'),
    flags: scalarField(view, 'flags'),
  }
}

export function streamId(view: View, index: number): StreamId {
  return { ...element(view, index), id: streamWord(view) }
}

/** The word in the image: the field `id`, or, where the author wrote the other side of the union, its two halves. */
function streamWord(view: View): Scalar {
  // Before revision 13 there is no union, but only the word.
  if (view.type.kind === 'integer') return scalarOf(view)
  const pair = fieldOf(view, 'mmu500')
  const whole = scalarField(view, 'id')
  if (!pair?.node || whole.written) return whole
  const [id, mask] = [scalarField(pair, 'id'), scalarField(pair, 'mask_out')]
  if (!id.known) return id
  return mask.known
    ? { ...id, value: id.value | (mask.value << 16n), place: pair.place, written: true }
    : mask
}

export function iommuUnit(view: View, index: number): IommuUnit {
  const pvu = fieldOf(view, 'tipvu') ?? view
  const amd = fieldOf(view, 'amd') ?? view
  return {
    ...element(view, index),
    type: scalarField(view, 'type'),
    base: scalarField(view, 'base'),
    size: scalarField(view, 'size'),
    tlbBase: scalarField(pvu, 'tlb_base'),
    tlbSize: scalarField(pvu, 'tlb_size'),
    amd: {
      bdf: scalarField(amd, 'bdf'),
      baseCap: scalarField(amd, 'base_cap'),
      msiCap: scalarField(amd, 'msi_cap'),
    },
  }
}

export function consoleOf(view: View): Console {
  return {
    place: view.place,
    view,
    address: scalarField(view, 'address'),
    size: scalarField(view, 'size'),
    type: scalarField(view, 'type'),
    flags: scalarField(view, 'flags'),
    divider: scalarField(view, 'divider'),
    gateNr: scalarField(view, 'gate_nr'),
    clockReg: scalarField(view, 'clock_reg'),
  }
}

function element(view: View, index: number): Element {
  return { index, place: view.place, view, written: view.node !== undefined }
}
