/**
 * The report for other programs: one object, whose shape changes only with its `version`; `docs/report.md` describes it.
 * Numbers beyond 2^53 are strings of decimal digits; ranges end with the first number that is not in them; what does
 * not apply is `null`, never left out.
 */
import type { Range } from '../../config/range.ts'
import type { BoardReport, Holder, ReportFinding, RootOverTime, SetReport, SharedResource } from './report.ts'
import { violationNumbers } from './violations.ts'

/** Of the shape below. */
const version = 1

export function reportShape(report: BoardReport): object {
  const { cells, sets, violations, reservation, findings, assumptions, unknowns } = report
  const numberOf = violationNumbers(violations)
  return {
    version,
    tool: report.tool,
    board: report.title,
    architecture: report.architecture,
    settings: report.settings,
    files: report.files,
    iommus: report.iommus,
    cells: cells.map(({ name, file, because, cpus, alternatives }) => ({
      name,
      file,
      because: because ?? null,
      cpus: cpus ?? null,
      alternatives,
    })),
    extent: report.extent,
    violations: violations.map(({ resource, sets: positions, beside }, index) => ({
      number: index + 1,
      ...resourceShape(resource),
      sets: positions,
      beside,
    })),
    sets: sets.map((set) => setShape(set, numberOf)),
    reservation: reservation
      ? { blocks: reservation.blocks.map(rangeShape), advice: reservation.advice }
      : null,
    findings: findings.shown.map(findingShape),
    suppressed: findings.suppressed.map((finding) => ({ ...findingShape(finding), reason: finding.reason })),
    counts: findings.counts,
    unknowns,
    assumptions,
  }
}

function setShape(
  { cells, isDeclared, isComplete, shared, root }: SetReport,
  numberOf: (resource: SharedResource) => number | undefined,
): object {
  return {
    cells,
    isDeclared,
    isComplete,
    shared: shared.map((resource) => ({ ...resourceShape(resource), violation: numberOf(resource) ?? null })),
    root: rootShape(root),
  }
}

function resourceShape({ kind, what, ranges, classification, ground, holders }: SharedResource): object {
  return {
    kind,
    what,
    ranges: ranges.map(rangeShape),
    classification,
    ground,
    holders: holders.map(holderShape),
  }
}

function holderShape({ cell, rights, how, guest, says, place, flags }: Holder): object {
  return {
    cell: cell ?? null,
    rights,
    how,
    guest: guest ? rangeShape(guest) : null,
    says: says ?? null,
    place: place ?? null,
    flags,
  }
}

function rootShape({ memory, others }: RootOverTime): object {
  return {
    memory: memory.map(({ physical, names, places, rights, fate }) => ({
      ...rangeShape(physical),
      names,
      places,
      rights,
      fate,
    })),
    others,
  }
}

function findingShape({ cells, rule, severity, message, why, place }: ReportFinding): object {
  return { cells, rule, severity, message, why: why ?? null, ...place }
}

function rangeShape({ start, end }: Range): object {
  return { start: numberFor(start), end: numberFor(end) }
}

function numberFor(value: bigint): number | string {
  return value <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(value) : `${value}`
}
