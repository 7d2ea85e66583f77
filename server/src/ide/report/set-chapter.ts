/** What the report says about one set of cells: what they share, by its class, and what the root cell has left. */
import { listText } from '../../rules/wording.ts'
import {
  type Block,
  code,
  heading,
  paragraph,
  plain,
  prose,
  type Row,
  row,
  strong,
  table,
} from './document.ts'
import {
  type BoardReport,
  type Classification,
  moments,
  type ResourceKind,
  resourceKinds,
  type RootMemory,
  type SetReport,
  type SharedResource,
} from './report.ts'
import { extentText } from './range-wording.ts'
import {
  classificationTitles,
  holderText,
  kindNames,
  kindTitles,
  placeText,
  rightsLegend,
  rightsText,
  sentence,
  setTitle,
} from './report-wording.ts'

type NumberOf = (resource: SharedResource) => number | undefined

export function setChapter(
  set: SetReport,
  index: number,
  report: BoardReport,
  numberOf: NumberOf,
): readonly Block[] {
  const id = `set-${index + 1}`
  return [
    heading(2, id, setTitle(set, index)),
    {
      kind: 'figure',
      set: index,
      caption: `Map of the board with ${set.cells.length === 0 ? 'no cell' : listText(set.cells)} created`,
    },
    paragraph(plain(completeness(set))),
    ...errorsAmong(set, report),
    heading(3, `${id}-shared`, 'What more than one reaches'),
    paragraph(plain(unsharedText(set, report))),
    ...classes.flatMap((classification) => sharedTable(set, classification, index, numberOf)),
    heading(3, `${id}-root`, 'What the root cell keeps, loses and gets back'),
    ...rootTables(set, index),
  ]
}

const classes: readonly Classification[] = ['violation', 'open', 'declared', 'mediated']

function completeness({ isComplete, cells }: SetReport): string {
  const order =
    cells.length < 2 ? '' : ` The cells are created, loaded and started in the order ${listText(cells)}.`
  return `${isComplete ? 'All that follows is complete as far as configurations go.' : 'Not everything is known of these cells: what follows is certain, and there may be more.'}${order}`
}

/** What is refused does not come about, so that a set with errors may never exist as it is told here. */
function errorsAmong({ cells }: SetReport, { findings, cells: all }: BoardReport): readonly Block[] {
  const present = all.map(({ name }) => name).filter((name, index) => index === 0 || cells.includes(name))
  const wrong = present.filter((name) =>
    findings.shown.some(({ severity, cells: own }) => severity === 'error' && own.includes(name)),
  )
  return wrong.length === 0
    ? []
    : [
        paragraph(
          plain(
            `There are errors in the ${wrong.length === 1 ? 'configuration' : 'configurations'} of ${listText(wrong)}. What follows takes the configurations as they are written; with these errors, a cell may be refused, or the machine may not get that far.`,
          ),
        ),
      ]
}

/** Kinds of which nothing is shared, so that nobody has to wonder whether they were looked at. */
function unsharedText({ shared }: SetReport, { architecture, iommus }: BoardReport): string {
  const isX86 = architecture === 'x86'
  const looked = resourceKinds.filter((kind) => {
    if (kind === 'hypervisor') return false
    if (kind === 'ports' || kind === 'cache') return isX86
    return kind !== 'streams' || (!isX86 && 0 < iommus.length)
  })
  const has = (kind: ResourceKind, classification?: Classification): boolean =>
    shared.some((one) => one.kind === kind && (!classification || one.classification === classification))
  const unshared = looked.filter((kind) => !has(kind)).map((kind) => kindNames[kind])
  const clean = looked.filter((kind) => has(kind) && !has(kind, 'violation')).map((kind) => kindNames[kind])
  return [
    `Looked at: ${listText([...looked.map((kind) => kindNames[kind]), kindNames.hypervisor])}.`,
    ...(unshared.length === 0 ? [] : [`Reached by one cell only: ${listText(unshared)}.`]),
    ...(clean.length === 0 ? [] : [`Shared without violation: ${listText(clean)}.`]),
  ].join(' ')
}

function sharedTable(
  { shared }: SetReport,
  classification: Classification,
  index: number,
  numberOf: NumberOf,
): readonly Block[] {
  const own = shared.filter((one) => one.classification === classification)
  const title = classificationTitles[classification]
  const id = `set-${index + 1}-${classification}`
  if (own.length === 0)
    return classification === 'violation' || classification === 'declared'
      ? [heading(4, id, title), paragraph(plain('None.'))]
      : []
  const isViolation = classification === 'violation'
  return [
    heading(4, id, title),
    ...table(
      `${title}, set ${index + 1}`,
      [...(isViolation ? ['No.'] : []), 'Resource', 'Who has it', 'Ground'],
      own.map((one) => sharedRow(one, isViolation ? `V${numberOf(one) ?? ''}` : undefined)),
    ),
  ]
}

function sharedRow({ kind, what, ranges, ground, holders }: SharedResource, number: string | undefined): Row {
  const listed = 1 < ranges.length ? ranges.map((range) => plain(extentText(range))) : []
  return {
    cells: [
      ...(number === undefined ? [] : [[strong(number)]]),
      [strong(kindTitles[kind]), plain(what), ...listed],
      holders.map(holderText),
      [prose(sentence(ground))],
    ],
    look: number === undefined ? 'plain' : 'violation',
  }
}

function rootTables({ root: { memory, others }, cells }: SetReport, index: number): readonly Block[] {
  const changing = memory.filter(({ fate }) => fate !== 'kept')
  const kept = memory.filter(({ fate }) => fate === 'kept')
  const lasting = changing.filter(({ fate }) => fate === 'changed')
  return [
    ...(cells.length === 0
      ? []
      : [
          paragraph(
            plain(
              changing.length === 0
                ? 'It loses no memory to these cells.'
                : `${rightsLegend}. After destroying all cells, ${lasting.length === 0 ? 'it has back what it had.' : 'not all of its memory is as it was before.'}`,
            ),
          ),
        ]),
    ...table(
      `Memory that the root cell loses, or has in another way, while the cells exist, set ${index + 1}`,
      ['Physical addresses', 'Region', 'Enabled', 'Created', 'Loaded', 'Running', 'Destroyed'],
      changing.map((one) => ({
        cells: [
          [code(extentText(one.physical))],
          nameLines(one),
          ...moments.map((moment) => [plain(rightsText(one.rights[moment]))]),
        ],
        look: one.fate === 'changed' ? 'violation' : 'plain',
      })),
    ),
    ...table(
      `Memory that the root cell keeps, set ${index + 1}`,
      ['Physical addresses', 'Region', 'Rights'],
      kept.map((one) => ({
        cells: [[code(extentText(one.physical))], nameLines(one), [plain(rightsText(one.rights.running))]],
        look: 'plain',
      })),
    ),
    ...table(
      `What the root cell has besides memory, set ${index + 1}`,
      ['Resource', 'Before the cells', 'While they run', 'After destroying them'],
      others.map(({ name, before, during, after }) =>
        row([plain(name), plain(before), plain(during), plain(after)]),
      ),
    ),
  ]
}

function nameLines({ names, places }: RootMemory): readonly ReturnType<typeof plain>[] {
  return names.map((name, index) => {
    const place = places[index]
    return plain(place ? `${name} (${placeText(place)})` : name)
  })
}
