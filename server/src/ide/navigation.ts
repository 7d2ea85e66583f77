/**
 * Where to go from a place in a config: to what is declared, and in the domain's sense from a region to the region of
 * the root cell that covers it, from a device to its sections and its peers, from a pin to those who use it.
 */
import { spellingOf, writtenAt } from '../c/origin.ts'
import type { Token } from '../c/token.ts'
import { type Span, span } from '../text/span.ts'
import type { Analysed } from './analysed.ts'
import { expansionOf } from './call-result.ts'
import type { Surroundings } from './cell-context.ts'
import { subjectAt, type Subject } from './cursor.ts'
import { isSameName, namedAt, type Named, type Occurrence, occurrencesOf } from './named.ts'
import type { Related, RelatedElements } from './related.ts'
import { relatedTo } from './related-elements.ts'
import { endOf, type Trail } from './trail.ts'

export interface Leads {
  /** What the cursor is on. */
  readonly from: Span
  readonly places: readonly Span[]
}

/** What the name under the cursor is declared as, or what the element under it rests on. */
export function definitionAt(
  analysed: Analysed,
  surroundings: Surroundings,
  offset: number,
): Leads | undefined {
  const subject = subjectAt(analysed, analysed.file, offset)
  const declared = subject && declarationsOf(subject, analysed)
  if (subject && declared) return leads(subject, declared)
  const name = namedAt(analysed, offset)
  if (name) return leads(name, tokenPlaces(name.named.declared))
  return subject && leads(subject, placesOf(relations(elementTrails(subject, analysed), surroundings).ground))
}

/** What other cells have of the same thing; for a member of the config's own struct, where it is initialised. */
export function implementationAt(
  analysed: Analysed,
  surroundings: Surroundings,
  offset: number,
): Leads | undefined {
  const subject = subjectAt(analysed, analysed.file, offset)
  if (!subject) return undefined
  if (subject.kind === 'part') {
    const { view } = endOf(subject.trail)
    return leads(subject, view.node ? [headOf({ place: view.place, designator: view.designator })] : [])
  }
  return leads(subject, placesOf(relations(elementTrails(subject, analysed), surroundings).peers))
}

/**
 * All places where the name under the cursor is meant, or all that has to do with the element under it.
 *
 * @param others analyses of the files around, the one of the file itself may be among them
 */
export function referencesAt(
  analysed: Analysed,
  others: readonly Analysed[],
  surroundings: Surroundings,
  offset: number,
): readonly Occurrence[] {
  const name = namedAt(analysed, offset)
  if (name) return occurrencesAmong(name.named, [analysed, ...others])
  const subject = subjectAt(analysed, analysed.file, offset)
  if (!subject) return []
  const { ground, users, peers } = relations(elementTrails(subject, analysed), surroundings)
  return placesOf([...ground, ...users, ...peers]).map((place) => ({ span: place, role: 'read' }))
}

/** Those of the references that are in the file itself. */
export function highlightsAt(
  analysed: Analysed,
  surroundings: Surroundings,
  offset: number,
): readonly Occurrence[] {
  return referencesAt(analysed, [], surroundings, offset).filter(
    ({ span: place }) => place.file === analysed.file,
  )
}

/** The declaration too, when it is in a file that is not among them. */
function occurrencesAmong(named: Named, all: readonly Analysed[]): readonly Occurrence[] {
  const files = new Map(all.map((analysed) => [analysed.file.path, analysed]))
  const found = [...files.values()].flatMap((analysed) =>
    occurrencesOf(named, analysed).filter(() => knows(named, analysed)),
  )
  const declared = named.declared
    .filter((token) => isInFile(token) && !files.has(token.file.path))
    .map((token): Occurrence => ({ span: spellingOf(token), role: 'declaration' }))
  return [...declared, ...found]
}

/** A macro of the same name may be another one in another file. */
function knows(named: Named, { translation }: Analysed): boolean {
  if (named.kind !== 'macro') return true
  const declared = translation.preprocessed.definitions
    .filter(({ name }) => name === named.name)
    .map(({ nameToken }) => nameToken)
  return isSameName(named, { ...named, declared })
}

/** Undefined for what no text declares; empty for what is declared in no file, as by the settings. */
function declarationsOf(subject: Subject, { translation }: Analysed): readonly Span[] | undefined {
  switch (subject.kind) {
    case 'include': {
      const { target } = subject.include
      return target ? [span(target, 0, 0)].filter(({ file }) => file.path.startsWith('/')) : []
    }
    case 'macro':
      return tokenPlaces([subject.macro.nameToken])
    case 'parameter':
    case 'undefined-macro':
      return []
    case 'type': {
      const { type, name } = subject
      const meaning = translation.scope.names.get(name)
      const at = type.kind === 'record' && type.tag === name ? type.at : meaning?.at
      return at ? tokenPlaces([at]) : []
    }
    case 'part': {
      const { member } = endOf(subject.trail)
      return tokenPlaces([member?.at ?? subject.trail.object.name])
    }
    case 'spot': {
      const { spot } = subject
      const member = spot.kind === 'designator' ? endOf(spot.trail).member : undefined
      return member && tokenPlaces([member.at])
    }
  }
}

function tokenPlaces(tokens: readonly Token[]): readonly Span[] {
  return tokens.filter(isInFile).map(spellingOf)
}

/** What is built into Warden, and what the settings define, is nowhere that one could go. */
function isInFile({ file }: Token): boolean {
  return file.path.startsWith('/')
}

/** The elements that a place is about: its own, or those that a macro call makes. A macro's text is about none. */
function elementTrails(subject: Subject, analysed: Analysed): readonly Trail[] {
  if (subject.kind === 'spot')
    return subject.spot.trail && subject.source.by !== 'definition' ? [subject.spot.trail] : []
  if (subject.kind !== 'macro' || !subject.call) return []
  return expansionOf(subject.call, analysed).elements
}

function relations(trails: readonly Trail[], surroundings: Surroundings): RelatedElements {
  const all = trails.map((trail) => relatedTo(trail, surroundings))
  return {
    ground: all.flatMap(({ ground }) => ground),
    users: all.flatMap(({ users }) => users),
    peers: all.flatMap(({ peers }) => peers),
  }
}

/** Each place once; an image shows its elements nowhere that one could go. */
function placesOf(related: readonly Related[]): readonly Span[] {
  const places = new Map<string, Span>()
  for (const { configuration, view } of related) {
    const place = headOf(view)
    if (configuration.image === undefined && place.file.path.startsWith('/'))
      places.set(`${place.file.path} ${place.start}`, place)
  }
  return [...places.values()]
}

/** What an element begins with, so that one sees its comment and its first line. */
function headOf({ designator, place }: Related['view']): Span {
  return writtenAt(designator ?? { first: place.first, last: place.first })
}

function leads({ span: from }: Pick<Subject, 'span'>, places: readonly Span[]): Leads | undefined {
  return places.length === 0 ? undefined : { from, places }
}
