/** The report as a document: its chapters in their order. What each set of cells has to say is `set-chapter.ts`. */
import { cpusText, counted, listText } from '../../rules/wording.ts'
import {
  type Block,
  code,
  heading,
  list,
  paragraph,
  plain,
  prose,
  type Rich,
  row,
  strong,
  table,
} from './document.ts'
import type { Assumption, BoardReport, ReportFinding } from './report.ts'
import { extentText } from './range-wording.ts'
import { placeText, setTitle } from './report-wording.ts'
import { resultChapter } from './result-chapter.ts'
import { setChapter } from './set-chapter.ts'
import { violationNumbers } from './violations.ts'

export function chaptersOf(report: BoardReport): readonly Block[] {
  const numberOf = violationNumbers(report.violations)
  return [
    heading(1, 'report', `Isolation report: ${report.title}`),
    ...resultChapter(report),
    ...basisChapter(report),
    ...cellsChapter(report),
    ...report.sets.flatMap((set, index) => setChapter(set, index, report, numberOf)),
    ...reservationChapter(report),
    ...findingsChapter(report),
    ...unknownsChapter(report),
    ...assumptionsChapter(report),
  ]
}

function basisChapter({ tool, settings, files }: BoardReport): readonly Block[] {
  return [
    heading(2, 'basis', 'Basis'),
    paragraph(
      plain(
        'The report follows from these files, read with these settings by this program, and from nothing else: the same ' +
          'input gives the same report, byte for byte.',
      ),
    ),
    ...table(
      'Files that were read',
      ['File', 'Role', 'SHA-256'],
      files.map(({ name, role, sha256 }) => row([code(name), plain(role), code(sha256)])),
    ),
    ...table(
      'Settings',
      ['Setting', 'Value'],
      [
        row([plain('Program'), plain(tool)]),
        ...settings.map(({ name, value }) => row([plain(name), prose(value)])),
      ],
    ),
  ]
}

function cellsChapter({ cells, sets, extent, iommus }: BoardReport): readonly Block[] {
  return [
    heading(2, 'cells', 'Cells, and which of them run together'),
    ...table(
      'Cells of the board',
      ['Cell', 'File', 'CPUs', 'On this board because', 'Cannot run beside'],
      cells.map(({ name, file, cpus, because, alternatives }) => ({
        cells: [
          [strong(name)],
          [code(file)],
          [plain(cpus === undefined ? 'not known' : cpus.length === 0 ? 'none' : cpusText(cpus))],
          [plain(because ?? 'it is the root cell')],
          alternatives.length === 0
            ? [plain('–')]
            : alternatives.map((other) => plain(`${other.name}: ${other.by}`)),
        ],
        look: 'plain',
      })),
    ),
    paragraph(plain(setsText(extent, sets.length))),
    ...list(
      sets.map((set, index) =>
        plain(`${setTitle(set, index)}${set.isDeclared ? ' (declared concurrent)' : ''}`),
      ),
    ),
    paragraph(
      plain(
        iommus.length === 0
          ? 'The board has no IOMMU.'
          : `Accesses of devices are led by: ${listText(iommus)}.`,
      ),
    ),
  ]
}

function setsText(extent: BoardReport['extent'], count: number): string {
  switch (extent) {
    case 'all':
      return `Cells that share a CPU, a name or an ivshmem id cannot exist at the same time. ${count === 1 ? 'There is one largest set' : `There are ${count} largest sets`} of cells that can run together; every other set is a part of ${count === 1 ? 'it' : 'one of these'}.`
    case 'some':
      return `There are more sets of cells that can run together than are looked at: these are ${count} of them.`
    case 'chosen':
      return 'The report is about this set of cells only, which was named.'
  }
}

function reservationChapter({ reservation, architecture }: BoardReport): readonly Block[] {
  const title = heading(2, 'reservation', 'Memory to reserve from Linux in the root cell')
  if (!reservation)
    return [title, paragraph(plain('Not known, since the memory of the hypervisor is not known.'))]
  const { blocks, advice } = reservation
  return [
    title,
    paragraph(
      plain(
        'The memory of the hypervisor, of all cells and of ivshmem links, in steps of 2 MiB. Linux has to be told before the ' +
          'hypervisor is enabled.',
      ),
    ),
    ...list(blocks.map((block) => code(extentText(block)))),
    paragraph(
      plain(
        architecture === 'x86'
          ? 'On its command line, all of:'
          : 'On its command line or in its device tree, one of:',
      ),
    ),
    ...list(advice.map((text) => (/^(mem|memmap)=\S+$/.test(text) ? code(text) : prose(text)))),
  ]
}

function findingsChapter({ findings: { shown, suppressed, counts } }: BoardReport): readonly Block[] {
  const others = [
    ...(counts.information === 0 ? [] : [`${counts.information} of information`]),
    ...(counts.hint === 0 ? [] : [counted(counts.hint, 'hint', 'hints')]),
  ]
  return [
    heading(2, 'findings', 'Findings of the rules'),
    paragraph(
      plain(
        [
          shown.length === 0
            ? 'There is no error and no warning.'
            : `There are ${counted(counts.error, 'error', 'errors')} and ${counted(counts.warning, 'warning', 'warnings')}.`,
          ...(others.length === 0 ? [] : [`Not listed: ${listText(others)}.`]),
        ].join(' '),
      ),
    ),
    ...table(
      'Errors and warnings',
      ['Rule', 'Severity', 'What', 'Where'],
      shown.map((finding) => row(findingCells(finding))),
    ),
    ...(suppressed.length === 0
      ? [paragraph(plain('No finding is suppressed by a comment.'))]
      : table(
          'Findings that comments suppress',
          ['Rule', 'Severity', 'What', 'Where', 'Reason given'],
          suppressed.map((finding) => row([...findingCells(finding), plain(finding.reason)])),
        )),
  ]
}

function findingCells({ rule, severity, message, place }: ReportFinding): readonly Rich[] {
  return [
    code(rule),
    severity === 'error' ? strong(severity) : plain(severity),
    prose(message),
    code(placeText(place)),
  ]
}

function unknownsChapter({ unknowns }: BoardReport): readonly Block[] {
  return [
    heading(2, 'unknowns', 'What is not known of the configurations'),
    ...(unknowns.length === 0
      ? [paragraph(plain('Every value could be evaluated, and every array is as long as it is counted.'))]
      : [
          paragraph(
            plain(
              'What is told above is certain in spite of this; there may be more that these values decide about.',
            ),
          ),
          ...table(
            'Values that are not known',
            ['Cell', 'What', 'Why', 'Where'],
            unknowns.map(({ cell, what, reason, place }) =>
              row([strong(cell), prose(what), prose(reason), code(placeText(place))]),
            ),
          ),
        ]),
  ]
}

const kinds: readonly (readonly [Assumption['kind'], string])[] = [
  ['premise', 'Premises: what has to hold'],
  ['unconfirmed', 'Read in the source of the hypervisor, not tried on a machine'],
  ['outside', 'What the report cannot know'],
]

function assumptionsChapter({ assumptions }: BoardReport): readonly Block[] {
  return [
    heading(2, 'assumptions', 'Assumptions and limits'),
    ...kinds.flatMap(([kind, title]): readonly Block[] => {
      const own = assumptions.flatMap((assumption, index) =>
        assumption.kind === kind ? [row([strong(`A${index + 1}`), prose(assumption.text)])] : [],
      )
      return own.length === 0
        ? []
        : [heading(3, `assumptions-${kind}`, title), ...table(title, ['No.', 'What'], own)]
    }),
  ]
}
