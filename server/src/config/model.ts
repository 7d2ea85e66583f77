/**
 * The typed configuration: what a cell config says, every value with the place where it was written.
 *
 * Names are the domain's, not the header's; which field of which struct a property comes from is in `decode.ts`.
 * What each means to the hypervisor is documented in `abi/` and in the catalogue, sections A.1 to A.10. Values are
 * as stored in the image. Nothing here judges them.
 */
import type { SourceFile } from '../text/source-file.ts'
import type { Translation } from '../c/translate.ts'
import type { ArrayKind } from './arrays.ts'
import type { ImageFacts } from './image.ts'
import type { Architecture, ConfigInterface } from './interface.ts'
import type { Place, Scalar, View } from './view.ts'

export type Configuration = SystemConfig | CellConfig

/** A root configuration: the machine, and the root cell in it. */
export interface SystemConfig extends ConfigurationParts {
  readonly kind: 'system'
  readonly system: SystemDescription
}

/** The configuration of a non-root cell. */
export interface CellConfig extends ConfigurationParts {
  readonly kind: 'cell'
}

interface ConfigurationParts {
  readonly file: SourceFile
  readonly translation: Translation
  readonly interface: ConfigInterface
  /** What is known about the compiled file that it was read from; undefined for C. */
  readonly image: ImageFacts | undefined
  /** What the image is called by the section `.cell.<name>`; undefined for an object without such a section. */
  readonly section: string | undefined
  /** The whole object, by its fields' names. */
  readonly view: View
  /** The name of the object's definition. */
  readonly place: Place
  /** The members of the wrapper struct behind the header, in the order of declaration. */
  readonly members: readonly WrapperMember[]
  /** The cell's own description; in a root file that of the root cell. */
  readonly cell: CellDescription
  /** What the file itself claims to be: the header's first fields, of the system or of the cell. */
  readonly identity: Identity
  /** What the header says; where it says nothing, and before revision 14, the folder `configs/<architecture>`. */
  readonly architecture: Architecture | undefined
  readonly cpus: ConfigArray<BitmapWord>
  readonly memory: ConfigArray<MemoryRegion>
  readonly caches: ConfigArray<CacheRegion>
  readonly irqchips: ConfigArray<Irqchip>
  readonly pio: ConfigArray<PioRegion>
  readonly pciDevices: ConfigArray<PciDevice>
  readonly pciCaps: ConfigArray<PciCapability>
  readonly streamIds: ConfigArray<StreamId>
}

export interface Identity {
  readonly signature: string | undefined
  readonly signaturePlace: Place
  readonly revision: Scalar
  /** Unknown where the revision has no such field. */
  readonly architecture: Scalar
}

/** A member of the wrapper struct. */
export interface WrapperMember {
  readonly name: string
  /** Which of the arrays that Warden knows it is; undefined for one that it does not, and for anything else. */
  readonly kind: ArrayKind | 'header' | undefined
  /** Its name in the declaration. */
  readonly place: Place
  /** The length in the declaration, or the name where there is none. */
  readonly lengthPlace: Place
  readonly declaredLength: number | undefined
}

export interface CellDescription {
  readonly view: View
  readonly place: Place
  readonly name: string | undefined
  readonly namePlace: Place
  readonly id: Scalar
  readonly flags: Scalar
  readonly vpciIrqBase: Scalar
  readonly cpuResetAddress: Scalar
  readonly msgReplyTimeout: Scalar
  readonly console: Console
}

export interface SystemDescription {
  readonly view: View
  readonly flags: Scalar
  readonly hypervisorMemory: MemoryRegion
  readonly debugConsole: Console
  readonly platform: Platform
}

export interface Platform {
  readonly place: Place
  readonly mmconfigBase: Scalar
  readonly mmconfigEndBus: Scalar
  readonly pciIsVirtual: Scalar
  readonly pciDomain: Scalar
  /** In the order of the array; the hypervisor stops at the first one whose base is zero. */
  readonly iommuUnits: readonly IommuUnit[]
  readonly arm: {
    readonly maintenanceIrq: Scalar
    readonly gicVersion: Scalar
    readonly gicdBase: Scalar
    readonly giccBase: Scalar
    readonly gichBase: Scalar
    readonly gicvBase: Scalar
    readonly gicrBase: Scalar
  }
  readonly x86: {
    readonly pmTimerAddress: Scalar
    readonly apicMode: Scalar
    readonly vtdInterruptLimit: Scalar
  }
}

/** One of the arrays behind the header: what the author declared, wrote and counted. */
export interface ConfigArray<Item> {
  readonly kind: ArrayKind
  /** The member that holds it; undefined when the wrapper declares none. */
  readonly member: WrapperMember | undefined
  /** The array's initialiser, or the nearest enclosing one. */
  readonly place: Place
  /** Elements declared; zero without a member. */
  readonly declaredLength: number
  /** Elements that the initialiser reaches: the highest one plus one. */
  readonly writtenLength: number
  /** The field of the header that counts it, in the headers in use. */
  readonly countField: string
  /** Whether it is counted in bytes, as the CPU bitmap is, and not in elements. */
  readonly isCountedInBytes: boolean
  /** What the header says. */
  readonly count: Scalar
  /** The declared elements, unwritten ones as zero. */
  readonly items: readonly Item[]
}

export interface Element {
  /** Position in its array, from zero. */
  readonly index: number
  readonly place: Place
  readonly view: View
  /** Whether the author wrote anything for it. */
  readonly written: boolean
}

export interface BitmapWord extends Element {
  /** Unknown in a list of CPUs, as revision 15 has it. */
  readonly bits: Scalar
  /** How many bits the word has. */
  readonly width: number
  /** The CPU that an entry of such a list names; undefined for a word of a bitmap. */
  readonly physId: Scalar | undefined
}

export interface MemoryRegion extends Element {
  readonly physStart: Scalar
  readonly virtStart: Scalar
  readonly size: Scalar
  readonly flags: Scalar
}

export interface CacheRegion extends Element {
  readonly start: Scalar
  readonly size: Scalar
  readonly type: Scalar
  readonly flags: Scalar
}

export interface Irqchip extends Element {
  readonly address: Scalar
  readonly id: Scalar
  readonly pinBase: Scalar
  readonly pinBitmap: readonly Scalar[]
}

export interface PioRegion extends Element {
  readonly base: Scalar
  readonly length: Scalar
}

export interface PciDevice extends Element {
  readonly type: Scalar
  readonly iommu: Scalar
  readonly domain: Scalar
  readonly bdf: Scalar
  readonly barMask: readonly Scalar[]
  readonly capsStart: Scalar
  readonly numCaps: Scalar
  readonly numMsiVectors: Scalar
  readonly msi64bits: Scalar
  readonly msiMaskable: Scalar
  readonly numMsixVectors: Scalar
  readonly msixRegionSize: Scalar
  readonly msixAddress: Scalar
  readonly shmemRegionsStart: Scalar
  readonly shmemDevId: Scalar
  readonly shmemPeers: Scalar
  readonly shmemProtocol: Scalar
}

export interface PciCapability extends Element {
  readonly id: Scalar
  readonly start: Scalar
  readonly length: Scalar
  readonly flags: Scalar
}

export interface StreamId extends Element {
  /** The whole word; of an MMU-500 the stream id, and from bit 16 on the mask of the bits that do not count. */
  readonly id: Scalar
}

export interface IommuUnit extends Element {
  readonly type: Scalar
  readonly base: Scalar
  readonly size: Scalar
  readonly tlbBase: Scalar
  readonly tlbSize: Scalar
  /** The PCI function that an IOMMU of AMD is, and where its capabilities are. */
  readonly amd: { readonly bdf: Scalar; readonly baseCap: Scalar; readonly msiCap: Scalar }
}

export interface Console {
  readonly place: Place
  readonly view: View
  readonly address: Scalar
  readonly size: Scalar
  readonly type: Scalar
  readonly flags: Scalar
  readonly divider: Scalar
  readonly gateNr: Scalar
  readonly clockReg: Scalar
}
