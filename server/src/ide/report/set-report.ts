/** One set of cells that run together: what more than one of them reaches, and what the root cell has left. */
import type { Cell } from '../../board/cell.ts'
import { deviceAccess } from './device-access.ts'
import { hypervisorOwned } from './hypervisor-owned.ts'
import { mediatedResources } from './mediated.ts'
import {
  type Classification,
  resourceKinds,
  type SetReport,
  type SharedResource,
  type Unknown,
} from './report.ts'
import type { ReportContext } from './report-context.ts'
import { rootOverTime } from './root-over-time.ts'
import { sharedByListing } from './shared-lists.ts'
import { sharedMemoryOf } from './shared-memory.ts'
import { sharedPortsOf } from './shared-ports.ts'

/** @param unknowns of the whole board */
export function setReport(
  cells: readonly Cell[],
  unknowns: readonly Unknown[],
  context: ReportContext,
): SetReport {
  const names = cells.map(context.nameOf)
  const concerned = new Set([...names, context.nameOf(context.board.rootCell)])
  const memory = sharedMemoryOf(cells, context)
  const share = rootOverTime(cells, context)
  return {
    cells: names,
    isDeclared: context.board.concurrent.some((set) => cells.every((cell) => set.includes(cell))),
    isComplete:
      context.partition.isComplete(cells) &&
      memory.isComplete &&
      share.isComplete &&
      !unknowns.some(({ cell }) => concerned.has(cell)),
    shared: inOrder([...memory.resources, ...sharedBesidesMemory(cells, context)]),
    root: share.root,
  }
}

/** What is wrong while only these cells exist; for sets that are not told in full. */
export function violationsBeside(cells: readonly Cell[], context: ReportContext): readonly SharedResource[] {
  const all = [...sharedMemoryOf(cells, context).resources, ...sharedBesidesMemory(cells, context)]
  return inOrder(all.filter(({ classification }) => classification === 'violation'))
}

function sharedBesidesMemory(cells: readonly Cell[], context: ReportContext): readonly SharedResource[] {
  return [
    ...hypervisorOwned(cells, context),
    ...deviceAccess(cells, context),
    ...sharedPortsOf(cells, context),
    ...sharedByListing(cells, context),
    ...mediatedResources(cells, context),
  ]
}

/** Worst first, then by kind; what is equal in both stays in its order. */
function inOrder(resources: readonly SharedResource[]): readonly SharedResource[] {
  return resources.toSorted(
    (a, b) =>
      classifications.indexOf(a.classification) - classifications.indexOf(b.classification) ||
      resourceKinds.indexOf(a.kind) - resourceKinds.indexOf(b.kind),
  )
}

const classifications: readonly Classification[] = ['violation', 'open', 'declared', 'mediated']
