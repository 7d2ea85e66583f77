/**
 * From an initialised C object to the typed configuration.
 *
 * Every field is found by name: what a revision lacks is unknown, with that reason, and rules about it stay silent.
 */
import type { ObjectDefinition } from '../c/parser.ts'
import type { Translation } from '../c/translate.ts'
import type { RecordType } from '../c/types.ts'
import { type ArrayKind, factsOf } from './arrays.ts'
import {
  bitmapWord,
  cacheRegion,
  consoleOf,
  irqchip,
  pciCapability,
  pciDevice,
  pioRegion,
  streamId,
} from './elements.ts'
import type { ImageFacts } from './image.ts'
import {
  type Architecture,
  architectureOf,
  architectureOfFolder,
  type ConfigInterface,
  interfaceOf,
} from './interface.ts'
import type {
  CellDescription,
  ConfigArray,
  Configuration,
  Element,
  Identity,
  WrapperMember,
} from './model.ts'
import { cellTag, systemTag, wrapperMembers } from './wrapper-members.ts'
import { regionOfArray } from './marked-regions.ts'
import { nameOfSection } from './section.ts'
import { systemDescription } from './platform.ts'
import { elementOf, fieldOf, lengthOf, textOf, type View, viewOf, writtenLengthOf } from './view.ts'
import { scalarField } from './fields.ts'

/**
 * Every configuration that a translation defines, in the order of the text; none for any other C file.
 *
 * @param image the compiled file that the translation was made from; absent for C
 */
export function configurationsOf(translation: Translation, image?: ImageFacts): readonly Configuration[] {
  const known = interfaceOf(translation)
  return translation.objects.flatMap((object) => configurationOf(object, translation, known, image) ?? [])
}

function configurationOf(
  object: ObjectDefinition,
  translation: Translation,
  known: ConfigInterface,
  image: ImageFacts | undefined,
): Configuration | undefined {
  if (object.type.kind !== 'record') return undefined
  const header = headerOf(object.type)
  if (!header) return undefined
  const view = viewOf(object.type, object.value)
  const headerView = fieldOf(view, header.name) ?? view
  const cellView = header.tag === systemTag ? fieldOf(headerView, 'root_cell') : headerView
  if (!cellView) return undefined
  const members = wrapperMembers(object.type, known.arrays, image?.kinds)
  const array = <Item extends Element>(kind: ArrayKind, decode: (view: View, index: number) => Item) =>
    arrayOf(kind, members, known, view, cellView, decode)
  const identity = identityOf(headerView)
  const parts = {
    file: translation.main,
    translation,
    interface: known,
    image,
    section: nameOfSection(object.section),
    view,
    place: { first: object.name, last: object.name },
    members,
    cell: cellDescription(cellView),
    identity,
    architecture: architectureIn(identity, translation.main.path, known),
    cpus: array('cpus', bitmapWord),
    memory: array('memory', (element, index) => regionOfArray(element, index, known)),
    caches: array('caches', cacheRegion),
    irqchips: array('irqchips', irqchip),
    pio: array('pio', pioRegion),
    pciDevices: array('pciDevices', pciDevice),
    pciCaps: array('pciCaps', pciCapability),
    streamIds: array('streamIds', streamId),
  }
  if (header.tag === cellTag) return { kind: 'cell', ...parts }
  return { kind: 'system', system: systemDescription(headerView), ...parts }
}

/** An architecture that the header does not name is that of the folder, if the folder stands for one. */
function architectureIn(
  { architecture }: Identity,
  path: string,
  known: ConfigInterface,
): Architecture | undefined {
  const folder = architecture.written ? undefined : architectureOfFolder(path)
  return folder ?? architectureOf(architecture, known)
}

function headerOf(wrapper: RecordType): { readonly name: string; readonly tag: string } | undefined {
  for (const { name, type } of wrapper.body?.members ?? []) {
    if (name === undefined || type.kind !== 'record') continue
    if (type.tag === systemTag || type.tag === cellTag) return { name, tag: type.tag }
  }
  return undefined
}

function arrayOf<Item extends Element>(
  kind: ArrayKind,
  members: readonly WrapperMember[],
  { arrays }: ConfigInterface,
  wrapper: View,
  header: View,
  decode: (view: View, index: number) => Item,
): ConfigArray<Item> {
  const member = members.find((candidate) => candidate.kind === kind)
  const view = member && fieldOf(wrapper, member.name)
  const items = view ? itemsOf(view, decode) : []
  const counted = arrays.find((array) => array.kind === kind)
  const countField = counted?.countField ?? factsOf(kind).countField
  return {
    kind,
    member,
    place: view?.place ?? wrapper.place,
    declaredLength: view ? lengthOf(view) : 0,
    writtenLength: view ? writtenLengthOf(view) : 0,
    countField,
    isCountedInBytes: counted?.unit === 'bytes',
    count: scalarField(header, countField),
    items,
  }
}

/** Beyond this an array is a slip of the keyboard, and its zero elements would only cost memory. */
const mostItems = 4096

function itemsOf<Item>(view: View, decode: (view: View, index: number) => Item): readonly Item[] {
  const items: Item[] = []
  const length = Math.min(lengthOf(view), Math.max(mostItems, writtenLengthOf(view)))
  for (let index = 0; index < length; index++) {
    const element = elementOf(view, index)
    if (element) items.push(decode(element, index))
  }
  return items
}

function cellDescription(view: View): CellDescription {
  const name = fieldOf(view, 'name')
  return {
    view,
    place: view.place,
    name: name && textOf(name),
    namePlace: name?.place ?? view.place,
    id: scalarField(view, 'id'),
    flags: scalarField(view, 'flags'),
    vpciIrqBase: scalarField(view, 'vpci_irq_base'),
    cpuResetAddress: scalarField(view, 'cpu_reset_address'),
    msgReplyTimeout: scalarField(view, 'msg_reply_timeout'),
    console: consoleOf(fieldOf(view, 'console') ?? view),
  }
}

function identityOf(header: View): Identity {
  const signature = fieldOf(header, 'signature')
  return {
    signature: signature && textOf(signature),
    signaturePlace: signature?.place ?? header.place,
    revision: scalarField(header, 'revision'),
    architecture: scalarField(header, 'architecture'),
  }
}
