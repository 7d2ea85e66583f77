/**
 * Gives the values of an image their places in the listing: tokens, as if somebody had written the listing in C. A
 * number or a text stands where its value does; a struct or an array from its heading to its last value.
 */
import type { Initialised } from '../c/initialised.ts'
import { type Origin, originOf } from '../c/origin.ts'
import type { Token, TokenKind } from '../c/token.ts'
import type { SourceFile } from '../text/source-file.ts'
import type { Stretch } from './listing-text.ts'

/** A token that stands in a listing. */
export function tokenIn(listing: SourceFile, { start, end }: Stretch, kind: TokenKind): Token {
  return {
    kind,
    text: listing.text.slice(start, end),
    file: listing,
    start,
    end,
    spaceBefore: true,
    lineStart: false,
    expansion: undefined,
    hidden: undefined,
  }
}

/** The same tree with places; what stands nowhere in the listing gets the place of what it belongs to. */
export function placed(
  node: Initialised,
  listing: SourceFile,
  places: ReadonlyMap<object, Stretch>,
  around: Origin,
): Initialised {
  const own = places.get(node)
  switch (node.kind) {
    case 'scalar':
      return { ...node, origin: own ? originOf(tokenIn(listing, own, 'number')) : around }
    case 'string':
      return { ...node, origin: own ? originOf(tokenIn(listing, own, 'string')) : around }
    case 'array':
    case 'record': {
      const heading = own && originOf(tokenIn(listing, own, 'identifier'))
      const outer = heading ?? around
      const children = new Map(
        [...node.children].map(([index, child]) => [index, placed(child, listing, places, outer)]),
      )
      // What the listing leaves out says nothing about where the rest stands.
      const listed = [...children.values()].map((child) => child.origin).filter((origin) => origin !== outer)
      const origin = hullOf([...(heading ? [heading] : []), ...listed])
      return node.kind === 'array'
        ? { ...node, children, origin: origin ?? around }
        : { ...node, children, origin: origin ?? around }
    }
  }
}

/** From the first token to the last one, by their places. */
function hullOf(origins: readonly Origin[]): Origin | undefined {
  let hull: Origin | undefined
  for (const { first, last } of origins) {
    if (!hull) hull = { first, last }
    else
      hull = {
        first: first.start < hull.first.start ? first : hull.first,
        last: hull.last.end < last.end ? last : hull.last,
      }
  }
  return hull
}
