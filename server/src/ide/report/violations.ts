/**
 * The violations of a board, each once, whichever sets of cells it is found in; and those that are found only while
 * fewer cells exist, since the root cell has more then.
 */
import type { Cell } from '../../board/cell.ts'
import { rangeSetOf } from '../../board/range-set.ts'
import { encloses } from '../../config/range.ts'
import type { SetReport, SharedResource, Violation } from './report.ts'
import type { ReportContext } from './report-context.ts'
import { violationsBeside } from './set-report.ts'

/** @param whole the sets that are reported on with all that is smaller; none where smaller ones are not looked at */
export function violationsIn(
  reports: readonly SetReport[],
  whole: readonly (readonly Cell[])[],
  context: ReportContext,
): readonly Violation[] {
  const found = new Map<string, Violation>()
  for (const [index, { shared, cells }] of reports.entries())
    for (const resource of shared.filter(isViolation)) {
      const before = found.get(keyOf(resource))
      found.set(keyOf(resource), {
        resource,
        sets: [...(before?.sets ?? []), index],
        beside: before?.beside ?? cells,
      })
    }
  const told = reports.flatMap(({ shared }) => shared.filter(isViolation))
  for (const cells of smallerSets(whole))
    for (const resource of violationsBeside(cells, context))
      if (!found.has(keyOf(resource)) && !isToldAlready(resource, told))
        found.set(keyOf(resource), { resource, sets: [], beside: cells.map(context.nameOf) })
  return [...found.values()]
}

/** The number of a violation, from 1; undefined for what is none. */
export function violationNumbers(
  violations: readonly Violation[],
): (resource: SharedResource) => number | undefined {
  const numbers = new Map(violations.map(({ resource }, index) => [keyOf(resource), index + 1]))
  return (resource) => (isViolation(resource) ? numbers.get(keyOf(resource)) : undefined)
}

/** Root alone, and each cell beside it. What two cells do to each other does not depend on a third one. */
function smallerSets(whole: readonly (readonly Cell[])[]): readonly (readonly Cell[])[] {
  const together = whole.filter((set) => 1 < set.length)
  return [
    ...(whole.some((set) => 0 < set.length) ? [[]] : []),
    ...[...new Set(together.flat())].map((cell) => [cell]),
  ]
}

function isViolation({ classification }: SharedResource): boolean {
  return classification === 'violation'
}

/** Whether it is part of violations that the same cells take part in, perhaps with more of them. */
function isToldAlready(resource: SharedResource, told: readonly SharedResource[]): boolean {
  const related = told.filter(
    (other) =>
      other.kind === resource.kind &&
      resource.holders.every(({ cell }) => other.holders.some((holder) => holder.cell === cell)),
  )
  // Beside fewer cells, root's table leads streams to more.
  if (resource.kind === 'devices') return 0 < related.length
  if (resource.ranges.length === 0) return related.some(({ what }) => what === resource.what)
  const covered = rangeSetOf(related.flatMap(({ ranges }) => ranges))
  return resource.ranges.every((range) => covered.some((whole) => encloses(whole, range)))
}

/** The same text for the same resource in the same hands. */
function keyOf(resource: SharedResource): string {
  return JSON.stringify(resource, (_, value: unknown) => (typeof value === 'bigint' ? `${value}` : value))
}
