/**
 * The boards of a check as JSON; `docs/json.md` describes the shape. Numbers of the domain (addresses, bdfs, ids) are
 * numbers, or strings of decimal digits beyond 2^53, so that no reader rounds them; ranges end with the first number
 * that is not in them.
 */
import type { Alternative } from '../../board/coexistence.ts'
import type { Sharing } from '../../board/sharing.ts'
import type { Range } from '../../config/range.ts'
import { relativeTo } from '../../workspace/paths.ts'
import type { OutcomeBoard, OutcomePair } from '../outcome-boards.ts'

export function boardShape(board: OutcomeBoard, workingFolder: string) {
  const { root, cells, concurrent, coexistence } = board
  const shown = (path: string): string => relativeTo(workingFolder, path)
  return {
    root: shown(root),
    cells: cells.map(({ file, name, because, candidates }) => ({
      file: shown(file),
      name: name ?? null,
      because,
      candidates: candidates.length < 2 ? null : candidates.map(shown),
    })),
    concurrent,
    coexistence: {
      sets: coexistence.sets,
      isComplete: coexistence.isComplete,
      pairs: coexistence.pairs.map(pairShape),
    },
  }
}

/** Whether the two can run together is not known where something that decides about it is not. */
function pairShape({ cells, isDeclared, alternatives, sharing }: OutcomePair) {
  const isInDoubt = alternatives.some(({ by }) => by === 'doubt')
  return {
    cells,
    isDeclared,
    canRunTogether: isInDoubt ? null : alternatives.length === 0,
    because: alternatives.flatMap(alternativeShape),
    conflicts: sharing ? conflictShapes(sharing) : [],
    shared: sharing ? purposeShapes(sharing) : [],
  }
}

function alternativeShape(alternative: Alternative): readonly object[] {
  switch (alternative.by) {
    case 'cpu':
      return [{ kind: 'cpus', cpus: alternative.cpus }]
    case 'name':
      return [{ kind: 'name', name: alternative.name }]
    case 'ivshmem':
      return [{ kind: 'ivshmem', bdf: numberFor(alternative.bdf), id: numberFor(alternative.id) }]
    case 'doubt':
      return []
  }
}

function conflictShapes({ conflicts: { memory, interrupts, ports, devices } }: Sharing): readonly object[] {
  return [
    ...memory.map((range) => ({ kind: 'memory', ...rangeShape(range) })),
    ...interrupts.map(({ controller, number }) => ({
      kind: 'interrupt',
      controller: numberFor(controller),
      number,
    })),
    ...ports.map((range) => ({ kind: 'ports', ...rangeShape(range) })),
    ...devices.map((bdf) => ({ kind: 'pci', bdf: numberFor(bdf) })),
  ]
}

function purposeShapes({ onPurpose: { memory, links } }: Sharing): readonly object[] {
  return [
    ...memory.map((range) => ({ kind: 'memory', ...rangeShape(range) })),
    ...links.map((bdf) => ({ kind: 'ivshmem', bdf: numberFor(bdf) })),
  ]
}

function rangeShape({ start, end }: Range) {
  return { start: numberFor(start), end: numberFor(end) }
}

function numberFor(value: bigint): number | string {
  return value <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(value) : `${value}`
}
