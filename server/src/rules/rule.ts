/**
 * What a rule is.
 *
 * A rule looks at one thing (a configuration, a cell with its root, a board) and reports what is wrong with it as a
 * record of facts: what, where, why, and what to do. How a finding looks on paper or in an editor is for the
 * renderers. Rules do no input or output, know no protocol, and report places, not ranges of characters.
 */
import type { Board } from '../board/board.ts'
import type { Cell } from '../board/cell.ts'
import type { Configuration } from '../config/model.ts'
import type { Place } from '../config/view.ts'
import type { Fix } from './fix/fix.ts'

/** From worst to mildest; what each stands for is in `docs/architecture.md`. */
export type Severity = 'error' | 'warning' | 'information' | 'hint'

/** What kind of resource the rule is about: the folder that it lives in. */
export type Resource =
  | 'source'
  | 'structure'
  | 'cpu'
  | 'memory'
  | 'interrupts'
  | 'pio'
  | 'pci'
  | 'ivshmem'
  | 'iommu'
  | 'console'
  | 'cache'
  | 'system'

/**
 * The presets that a rule is left out of by default: `strict` rules say true things that most people do not want to
 * be told each time; `preview` rules may still be wrong, and their page says why.
 */
export type ReservedFor = 'strict' | 'preview'

export type Rule = FileRule | CellRule | BoardRule

interface RuleParts {
  /** As in the catalogue, section F; it names the fault. */
  readonly id: string
  readonly resource: Resource
  /** The severity of a report that names none. */
  readonly severity: Severity
  /** Absent for a rule that everybody gets. */
  readonly preset?: ReservedFor
  /** The release that brought the rule. */
  readonly since: string
  readonly docs: RuleDocs
}

/** Judges a configuration by itself: its structs, counts and header. */
export interface FileRule extends RuleParts {
  readonly scope: 'file'
  readonly check: (configuration: Configuration, report: ReportFinding) => void
}

/** Judges every cell of a board against its root, the root cell included; also cells without a root. */
export interface CellRule extends RuleParts {
  readonly scope: 'cell'
  readonly check: (cell: Cell, report: ReportFinding) => void
}

/** Judges the cells of a board together. */
export interface BoardRule extends RuleParts {
  readonly scope: 'board'
  readonly check: (board: Board, report: ReportFinding) => void
}

export interface RuleDocs {
  /** What the rule finds, in a sentence or two. */
  readonly what: string
  /** What happens on the machine: in which phase, refused with which errno, or with which silent effect. */
  readonly why: string
  /** What looks like the fault and is none; absent where nothing does. */
  readonly legal?: string
  /** What its quick fixes do; a rule that has this offers one for its bad example. */
  readonly fix?: string
  /** An example that has the fault; it is run as a test. See `docs/adding-a-rule.md` for what may be left out. */
  readonly bad: string
  /** The same, mended. */
  readonly good: string
  /** Where the facts come from: upstream file and functions. */
  readonly references: readonly string[]
  /** The sections of the catalogue that say the same; for those who maintain the rule. */
  readonly catalogue: string
}

export type ReportFinding = (report: Report) => void

/** One fault. All texts are sentences without a full stop, values concrete, as `wording.ts` writes them. */
export interface Report {
  readonly at: Place
  /** What is wrong. */
  readonly message: string
  /** What the hypervisor, the driver or the tools make of it. */
  readonly why: string
  /** What to do about it. */
  readonly help?: string
  /** Where it depends on the case; the rule's own otherwise. */
  readonly severity?: Severity
  readonly related?: readonly Related[]
  /** The configuration that the finding belongs to; by default the one that is checked. */
  readonly configuration?: Configuration
  /** Ways to mend it, the best one first. */
  readonly fixes?: readonly Fix[]
  /** Further ones, with which other cells have to follow: asked for on each board that the cell is on. */
  readonly fixesOn?: (board: Board) => readonly Fix[]
  /** Places whose values mean nothing because of this fault: findings of other rules there are dropped. */
  readonly spoils?: readonly Place[]
}

export interface Related {
  readonly at: Place
  readonly message: string
  /** The configuration that the place belongs to, when it is another one. */
  readonly configuration?: Configuration
}

export function defineRule<Kind extends Rule>(rule: Kind): Kind {
  return rule
}
