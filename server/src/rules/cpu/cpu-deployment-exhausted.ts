/** Cells that are declared to run together, and have not the CPUs for it. */
import type { Board, Pair } from '../../board/board.ts'
import type { Cell } from '../../board/cell.ts'
import { defineRule, type Report } from '../rule.ts'
import { configurationText, cpusText, listText } from '../wording.ts'

export const cpuDeploymentExhausted = defineRule({
  id: 'cpu-deployment-exhausted',
  resource: 'cpu',
  scope: 'board',
  severity: 'error',
  since: '0.1.0',
  docs: {
    what:
      'Cells that `warden.json` declares concurrent take the same CPU, or take together all CPUs that the root cell ' +
      'has.',
    why:
      'A cell takes its CPUs away from the root cell, and only what the root cell still has can be taken: `cell ' +
      'create` of the second cell fails with EBUSY. So it does for a cell that would take the last one, since Linux ' +
      'in the root cell has to go on running. The set that is declared cannot run.',
    legal:
      'Cells that take turns may have CPUs in common, and may leave the root cell none together; they are not to be ' +
      'declared concurrent.',
    bad: `
//- concurrent linux.c rtos.c
//- cell linux.c
.cpus = { 0b1100 },
//- cell rtos.c
.cpus = { 0b0110 },`,
    good: `
//- concurrent linux.c rtos.c
//- cell linux.c
.cpus = { 0b1100 },
//- cell rtos.c
.cpus = { 0b0010 },`,
    references: ['driver/cell.c: jailhouse_cmd_cell_create', 'hypervisor/control.c: cell_create'],
    catalogue: 'B C6, C8 and X7; D.7',
  },
  check(board, report) {
    for (const pair of board.pairs) if (pair.declared) for (const clash of clashIn(pair)) report(clash)
    for (const cells of board.concurrent) for (const lack of lackOfCpus(cells, board)) report(lack)
  },
})

function clashIn({ first, second, alternative }: Pair): readonly Report[] {
  if (alternative?.by !== 'cpu') return []
  const other = configurationText(first.configuration)
  return [
    {
      at: second.configuration.cpus.place,
      configuration: second.configuration,
      message: `${other} takes ${cpusText(alternative.cpus)}, too, and both are declared to run at the same time`,
      why: 'while one of the two cells exists, `cell create` of the other one fails with EBUSY',
      help: 'give each of the two CPUs of its own, or do not declare them concurrent',
      related: [takes(first)],
    },
  ]
}

/** Cells of the set that clash, or that take what root does not have, are reported as such. */
function lackOfCpus(cells: readonly Cell[], { root, pairs }: Board): readonly Report[] {
  const last = cells.at(-1)
  const owned = root.cpus
  if (!last || cells.length < 2 || !owned || owned.length === 0) return []
  const areApart = pairs.every(
    ({ first, second, alternative }) =>
      alternative === undefined || !cells.includes(first) || !cells.includes(second),
  )
  const taken = cells.flatMap(({ cpus }) => cpus ?? [])
  if (!areApart || taken.length !== owned.length || !owned.every((cpu) => taken.includes(cpu))) return []
  const others = cells.slice(0, -1)
  return [
    {
      at: last.configuration.cpus.place,
      configuration: last.configuration,
      message: `together with ${listText(others.map(({ configuration }) => configurationText(configuration)))} the cell takes ${cpusText(owned)}, and leaves the root cell none`,
      why: '`cell create` of the last one fails with EBUSY, since Linux cannot take its last CPU offline',
      help: 'leave at least one CPU to the root cell, or do not declare all of them concurrent',
      related: [
        ...others.map(takes),
        {
          at: root.configuration.cpus.place,
          message: 'these are all that the root cell has',
          configuration: root.configuration,
        },
      ],
    },
  ]
}

function takes({ configuration, cpus }: Cell) {
  return {
    at: configuration.cpus.place,
    message: `${configurationText(configuration)} takes ${cpusText(cpus ?? [])}`,
    configuration,
  }
}
