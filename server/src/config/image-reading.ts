/**
 * A compiled configuration, a `.cell` file, read as if it were C: the listing takes the place of the text, and what
 * the bytes say that of the initialiser. All that works on configurations works on images without knowing.
 *
 * Nothing is too broken to be read. What is not there is unknown, and what is wrong with the file as a file is noted
 * in its `ImageFacts`.
 */
import type { Initialised } from '../c/initialised.ts'
import { type Origin, originOf } from '../c/origin.ts'
import type { Translation } from '../c/translate.ts'
import type { RecordType } from '../c/types.ts'
import { type SourceFile, sourceFile } from '../text/source-file.ts'
import type { ArrayKind } from './arrays.ts'
import { configurationsOf } from './decode.ts'
import { type ImageBytes, lengthOfBytes } from './image-bytes.ts'
import { faultsOfImage } from './image-faults.ts'
import { type ImageLayout, layoutOf } from './image-layout.ts'
import { withoutNotes } from './image-notes.ts'
import { placed, tokenIn } from './image-places.ts'
import { usedUnionMembers } from './image-unions.ts'
import { valueAt } from './image-values.ts'
import { type WrapperPlaces, wrapperType } from './image-wrapper.ts'
import { type Architecture, interfaceOf } from './interface.ts'
import { listWrapper } from './listing.ts'
import { bytesText, type ListingText, listingText, offsetText, type Stretch } from './listing-text.ts'
import type { Configuration } from './model.ts'
import { viewOf } from './view.ts'

export interface ReadImage {
  /** The listing, under the path of the image. */
  readonly listing: SourceFile
  /** That of the headers in use, with the image as the one object that is defined. */
  readonly translation: Translation
  /** One, however little of it could be read. */
  readonly configurations: readonly Configuration[]
}

/**
 * Reads an image.
 *
 * @param headers the translation of a text that includes the headers in use, and defines nothing
 * @param architecture what else is known of it, where the header does not name it
 */
export function readImage(
  path: string,
  file: Uint8Array,
  headers: Translation,
  architecture?: Architecture,
): ReadImage {
  const bytes = withoutNotes(file, headers)
  const layout = layoutOf(bytes, headers)
  const draft = draftOf(bytes, layout, headers, architecture)
  const text = listingOf(draft, bytes, layout, headers)
  const listing = sourceFile(path, text.text())
  const { type, value } = withPlaces(draft, layout, listing, text.places)
  const name = tokenIn(listing, stretchOf(title, text.places), 'identifier')
  const place = (subject: object): Origin =>
    originOf(tokenIn(listing, stretchOf(subject, text.places), 'identifier'))
  const translation: Translation = {
    ...headers,
    main: listing,
    preprocessed: {
      ...headers.preprocessed,
      files: [listing, ...headers.preprocessed.files.slice(1)],
      includes: [],
    },
    objects: [
      {
        name,
        type,
        value,
        initializer: { kind: 'expression', expression: { kind: 'broken', ...value.origin }, ...value.origin },
        isStatic: false,
        section: undefined,
        first: name,
        last: value.origin.last,
      },
    ],
    // What is said about the text that includes the headers is no news to whoever has an image.
    complaints: headers.complaints.filter(({ at }) => at.first.file !== headers.main),
  }
  const faults = faultsOfImage(bytes, layout, viewOf(type, value), {
    foreign: place(foreignLine),
    end: place(endLine),
  })
  const image = { bytes: file, start: bytes.start, kinds: kindsOf(layout), faults }
  return { listing, translation, configurations: configurationsOf(translation, image) }
}

/** Which of the known arrays the parts are. */
function kindsOf({ parts }: ImageLayout): ReadonlyMap<string, ArrayKind> {
  return new Map(
    parts.flatMap((part) =>
      part.kind === 'array' && part.array.kind ? [[part.name, part.array.kind] as const] : [],
    ),
  )
}

/** A value and its type before they have places. */
interface Draft {
  readonly type: RecordType
  readonly value: Initialised
}

function draftOf(
  bytes: ImageBytes,
  layout: ImageLayout,
  headers: Translation,
  architecture: Architecture | undefined,
): Draft {
  const nothing = tokenIn(headers.main, { start: 0, end: 0 }, 'identifier')
  const nowhere = originOf(nothing)
  const type = wrapperType(layout.parts, {
    name: () => nothing,
    length: () => nothing,
    first: nothing,
    last: nothing,
  })
  const isUsed = usedUnionMembers(bytes, layout, headers, architecture)
  const empty: Initialised = {
    kind: 'record',
    type,
    children: new Map(),
    origin: nowhere,
    designator: undefined,
  }
  return { type, value: valueAt(type, 0, { bytes, isUsed, nowhere }) ?? empty }
}

/** The subjects of the lines that are about the file. */
const title = { line: 'title' }
const foreignLine = { line: 'foreign' }
const endLine = { line: 'end' }

function listingOf(
  { type, value }: Draft,
  bytes: ImageBytes,
  layout: ImageLayout,
  headers: Translation,
): ListingText {
  const text = listingText()
  const { file, start, lost } = bytes
  text.add('# ')
  text.add('config', title)
  text.add(`: ${layout.kind === 'system' ? 'a root' : 'a cell'} configuration, ${bytesText(file.length)}\n`)
  if (0 < start + lost) {
    text.add(offsetText(0))
    text.add(
      `${bytesText(start + lost)} of a note of the compiler${0 < lost ? ', over the header' : ''}`,
      foreignLine,
    )
    text.endLine()
  }
  const kindOf = (member: string) => kindsOf(layout).get(member)
  listWrapper(viewOf(type, value), { known: interfaceOf(headers), start, kindOf }, text)
  const end = layout.unknown ? start + layout.size : file.length
  text.add(`\n${offsetText(end)}`)
  text.add(endText(lengthOfBytes(bytes) - layout.size, layout), endLine)
  text.endLine()
  return text
}

/** @param rest bytes behind what was read; negative when there are too few */
function endText(rest: number, { unknown }: ImageLayout): string {
  if (rest < 0) return `the file ends here; ${bytesText(-rest)} missing`
  if (rest === 0) return 'the end'
  return unknown ? `${bytesText(rest)} of unknown layout` : 'the end'
}

function withPlaces(
  draft: Draft,
  layout: ImageLayout,
  listing: SourceFile,
  places: ReadonlyMap<object, Stretch>,
): Draft {
  const token = (subject: object | undefined) =>
    tokenIn(listing, stretchOf(subject ?? title, places), 'identifier')
  const members = draft.type.body?.members ?? []
  const memberOf = (part: string) => members.find(({ name }) => name === part)
  const wrapperPlaces: WrapperPlaces = {
    name: (part) => token(memberOf(part)),
    length: (part) => token(memberOf(part)?.type),
    first: token(title),
    last: token(endLine),
  }
  // An array without any value stands where its name does.
  const headings = new Map(places)
  for (const [index, member] of members.entries()) {
    const node = draft.value.kind === 'record' ? draft.value.children.get(index) : undefined
    const heading = places.get(member)
    if (node && heading && node.kind !== 'scalar' && node.kind !== 'string') headings.set(node, heading)
  }
  const around = originOf(token(title))
  const value = placed(draft.value, listing, headings, around)
  const type = wrapperType(layout.parts, wrapperPlaces)
  return { type, value: value.kind === 'record' ? { ...value, type } : value }
}

function stretchOf(subject: object, places: ReadonlyMap<object, Stretch>): Stretch {
  return places.get(subject) ?? places.get(title) ?? { start: 0, end: 0 }
}
