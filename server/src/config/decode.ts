/**
 * From an initialised C object to the typed configuration.
 *
 * The wrapper struct is anonymous and its members are named by the author, so arrays are recognised by the type of
 * their elements and the header by its tag. Every field is found by name: what a revision lacks is unknown, with
 * that reason, and rules about it stay silent.
 */
import type { ObjectDefinition } from '../c/parser.ts'
import type { Translation } from '../c/translate.ts'
import type { ArrayType, CType, Member, RecordType } from '../c/types.ts'
import { type ArrayKind, arrayOfTag, factsOf } from './arrays.ts'
import {
  bitmapWord,
  cacheRegion,
  consoleOf,
  irqchip,
  memoryRegion,
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

const systemTag = 'jailhouse_system'
const cellTag = 'jailhouse_cell_desc'

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
  const members = wrapperMembers(object.type)
  const array = <Item extends Element>(kind: ArrayKind, decode: (view: View, index: number) => Item) =>
    arrayOf(kind, members, view, cellView, decode)
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
    memory: array('memory', memoryRegion),
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

function wrapperMembers(wrapper: RecordType): readonly WrapperMember[] {
  const members = (wrapper.body?.members ?? []).flatMap((member) => {
    if (member.name === undefined) return []
    const at = member.type.kind === 'array' ? member.type.lengthAt : undefined
    return {
      name: member.name,
      kind: kindOf(member),
      place: { first: member.at, last: member.at },
      lengthPlace: at ?? { first: member.at, last: member.at },
      declaredLength: member.type.kind === 'array' ? member.type.length : undefined,
    }
  })
  // Arrays of plain integers have no tag: the first one holds the CPUs, and what others hold nobody knows.
  const cpus = members.find(({ kind }) => kind === 'cpus')
  return members.map((member) =>
    member.kind === 'cpus' && member !== cpus ? { ...member, kind: undefined } : member,
  )
}

function kindOf({ type }: Member): WrapperMember['kind'] {
  if (type.kind === 'record') return type.tag === systemTag || type.tag === cellTag ? 'header' : undefined
  if (type.kind !== 'array') return undefined
  return isPortBitmap(type) ? undefined : kindOfElement(type.element)
}

/** One bit for each I/O port, as x86 had it before revision 11: 0x2000 bytes, which no set of CPUs has. */
function isPortBitmap({ element, length }: ArrayType): boolean {
  return element.kind === 'integer' && element.size === 1 && length === portBitmapLength
}

const portBitmapLength = 0x2000

function kindOfElement(element: CType): ArrayKind | undefined {
  if (element.kind === 'integer') return 'cpus'
  return element.kind === 'record' && element.tag !== undefined ? arrayOfTag(element.tag) : undefined
}

function arrayOf<Item extends Element>(
  kind: ArrayKind,
  members: readonly WrapperMember[],
  wrapper: View,
  header: View,
  decode: (view: View, index: number) => Item,
): ConfigArray<Item> {
  const member = members.find((candidate) => candidate.kind === kind)
  const view = member && fieldOf(wrapper, member.name)
  const items = view ? itemsOf(view, decode) : []
  return {
    kind,
    member,
    place: view?.place ?? wrapper.place,
    declaredLength: view ? lengthOf(view) : 0,
    writtenLength: view ? writtenLengthOf(view) : 0,
    count: scalarField(header, factsOf(kind).countField),
    items,
  }
}

/** Beyond this an array is a slip of the keyboard, and its zero elements would only cost memory. */
const mostItems = 4096

function itemsOf<Item>(view: View, decode: (view: View, index: number) => Item): readonly Item[] {
  const items: Item[] = []
  for (let index = 0; index < Math.min(lengthOf(view), Math.max(mostItems, writtenLengthOf(view))); index++) {
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
