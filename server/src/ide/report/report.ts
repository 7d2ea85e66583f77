/**
 * The isolation report of a board as plain data: what the renderers write down, and nothing that they would have to
 * look up. Addresses are bigint to the end; cells are called by the names that they have in the report.
 *
 * Everything in it follows from the texts that were read: no dates, no durations, no absolute paths.
 */
import type { Range } from '../../config/range.ts'
import type { Severity } from '../../rules/rule.ts'

export interface BoardReport {
  /** The name of the root cell, or of its file. */
  readonly title: string
  readonly architecture: string
  /** `warden 0.1.0` */
  readonly tool: string
  readonly settings: readonly ReportSetting[]
  /** Every file that the report rests on, by name. */
  readonly files: readonly ReportFile[]
  /** The kinds of IOMMU that lead the accesses of devices; none where devices reach everything. */
  readonly iommus: readonly string[]
  /** The root cell first. */
  readonly cells: readonly ReportCell[]
  readonly sets: readonly SetReport[]
  /** `chosen` when the reader named the cells; otherwise whether `sets` are all of the largest sets. */
  readonly extent: 'all' | 'some' | 'chosen'
  /** Each once, however many sets it is in; a number of a violation is its position from 1. */
  readonly violations: readonly Violation[]
  /** Undefined while the hypervisor's memory is not known. */
  readonly reservation: ReportReservation | undefined
  readonly findings: ReportFindings
  readonly assumptions: readonly Assumption[]
  readonly unknowns: readonly Unknown[]
}

export interface ReportSetting {
  readonly name: string
  readonly value: string
}

export interface ReportFile {
  /** As seen from the folder of the board, or from a folder that the settings name. */
  readonly name: string
  /** In hexadecimal digits. */
  readonly sha256: string
  readonly role: string
}

/** A place in a file that the report rests on; lines count from 1. */
export interface ReportPlace {
  readonly file: string
  readonly line: number
}

export interface ReportCell {
  readonly name: string
  readonly file: string
  /** Why it was taken for a cell of this board; undefined for the root cell. */
  readonly because: string | undefined
  /** Undefined where they are not known. */
  readonly cpus: readonly number[] | undefined
  /** What keeps it from running beside other cells: their names, with what both have. */
  readonly alternatives: readonly { readonly name: string; readonly by: string }[]
}

/** Cells that can run together, with what more than one of them reaches while all of them run. */
export interface SetReport {
  /** The names of the cells; the root cell is always there. */
  readonly cells: readonly string[]
  /** Whether the user has declared that these cells run at the same time. */
  readonly isDeclared: boolean
  /** False when something is not known, so that there may be more than is listed. */
  readonly isComplete: boolean
  readonly shared: readonly SharedResource[]
  readonly root: RootOverTime
}

/**
 * - `violation`: nothing in the configurations says that it is shared, or it is the hypervisor's own.
 * - `open`: the machine has no means to separate it, so that software in every cell has to leave it alone.
 * - `declared`: the configurations say that it is shared.
 * - `mediated`: the hypervisor stands in between.
 */
export type Classification = 'violation' | 'open' | 'declared' | 'mediated'

export const resourceKinds = [
  'memory',
  'hypervisor',
  'devices',
  'interrupts',
  'ports',
  'pci',
  'streams',
  'cpus',
  'cache',
] as const

/** `hypervisor`: what it keeps to itself; `devices`: accesses by DMA that no single region explains. */
export type ResourceKind = (typeof resourceKinds)[number]

export interface SharedResource {
  readonly kind: ResourceKind
  /** What it is, for a person: `0x78000000-0x78000fff (4 KiB)`, `SPI 40 (id 72)`. */
  readonly what: string
  /** Physical addresses or I/O ports, where it has any. */
  readonly ranges: readonly Range[]
  readonly classification: Classification
  /** On what ground it is classified so, in a sentence without full stop. */
  readonly ground: string
  readonly holders: readonly Holder[]
}

export type Right = 'read' | 'write' | 'execute' | 'devices'

/** One way by which somebody has a resource. */
export interface Holder {
  /** The name of a cell; undefined for the hypervisor. */
  readonly cell: string | undefined
  /** What its CPUs and its devices may do with memory; empty for what has no such rights. */
  readonly rights: readonly Right[]
  /** How it gets there: `page-mapped`, `every access trapped`, `by listing it`. */
  readonly how: string
  /** Where it finds it, if that is not the physical address. */
  readonly guest: Range | undefined
  /** What in a configuration says so, as `memory region 3`; undefined where nothing does. */
  readonly says: string | undefined
  readonly place: ReportPlace | undefined
  /** The flags that stand there, as in the header. */
  readonly flags: readonly string[]
}

export interface Violation {
  readonly resource: SharedResource
  /** The positions of the sets in which it is found; empty for one that is there only while fewer cells exist. */
  readonly sets: readonly number[]
  /** The cells beside which it was found. */
  readonly beside: readonly string[]
}

/** The moments that root's share is told for; what comes between enabling and running is the life of the other cells. */
export const moments = ['enabled', 'created', 'loaded', 'running', 'destroyed'] as const
export type Moment = (typeof moments)[number]

/** What the root cell keeps, loses and gets back. */
export interface RootOverTime {
  readonly memory: readonly RootMemory[]
  /** What it has besides memory: CPUs, interrupts, ports and so on. */
  readonly others: readonly RootResource[]
}

export interface RootMemory {
  readonly physical: Range
  /** What the regions of the root cell are called that lead there. */
  readonly names: readonly string[]
  readonly places: readonly ReportPlace[]
  readonly rights: Readonly<Record<Moment, readonly Right[]>>
  readonly fate: Fate
}

/**
 * - `kept`: the same at all moments.
 * - `returned`: lost while the cells exist, or a part of that time, and the same as before when they are gone.
 * - `changed`: not the same as before when the cells are gone.
 */
export type Fate = 'kept' | 'returned' | 'changed'

export interface RootResource {
  readonly name: string
  /** For a person, `–` for nothing. */
  readonly before: string
  readonly during: string
  readonly after: string
  readonly fate: Fate
}

export interface ReportReservation {
  readonly blocks: readonly Range[]
  /** What may be said to Linux, each by itself enough, or all of a list. */
  readonly advice: readonly string[]
}

export interface ReportFindings {
  /** Errors and warnings, in reading order. */
  readonly shown: readonly ReportFinding[]
  /** What comments in the files keep from being shown. */
  readonly suppressed: readonly SuppressedReportFinding[]
  readonly counts: Readonly<Record<Severity, number>>
}

export interface ReportFinding {
  /** The cells in whose configuration it is: one, unless a file holds several. */
  readonly cells: readonly string[]
  readonly rule: string
  readonly severity: Severity
  readonly message: string
  readonly why: string | undefined
  readonly place: ReportPlace
}

export interface SuppressedReportFinding extends ReportFinding {
  readonly reason: string
}

/**
 * - `premise`: has to hold for the report to mean anything, and is for others to see to.
 * - `unconfirmed`: was read in the source of the hypervisor, and not tried on a machine.
 * - `outside`: is not in the configurations, or not looked at.
 */
export interface Assumption {
  readonly kind: 'premise' | 'unconfirmed' | 'outside'
  readonly text: string
}

/** A value that decides about something and is not known. */
export interface Unknown {
  /** The cell whose configuration it is in. */
  readonly cell: string
  readonly what: string
  readonly reason: string
  readonly place: ReportPlace
}
