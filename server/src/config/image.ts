/**
 * What is known about the file of a configuration that was read from a compiled image instead of a C text. How it is
 * found out is for `image-reading.ts`; what it means for the machine is for rules.
 */
import type { CountedArray } from './array-order.ts'
import type { ArrayKind } from './arrays.ts'
import type { Place } from './view.ts'

export interface ImageFacts {
  /** The whole file. */
  readonly bytes: Uint8Array
  /** Bytes in front of the configuration that do not belong to it; offsets in the listing count them. */
  readonly start: number
  /** Which of the arrays the members of the listing are, by name; those that Warden does not know are left out. */
  readonly kinds: ReadonlyMap<string, ArrayKind>
  readonly faults: readonly ImageFault[]
}

/** What is wrong with the file as a file. */
export type ImageFault = TruncatedImage | SurplusBytes | ForeignBytes | UnknownLayout

/** The file ends before the configuration does. */
export interface TruncatedImage {
  readonly kind: 'truncated'
  /** The count that announces more than there is; the end of the listing where the header itself is cut. */
  readonly at: Place
  /** The last line of the listing. */
  readonly end: Place
  readonly size: number
  /** The array that the file ends in; undefined when it ends in the header. */
  readonly array: CutArray | undefined
  /** The counts of this array and of those behind it, of which nothing is left. */
  readonly counts: readonly Place[]
}

export interface CutArray {
  readonly array: CountedArray
  /** Elements or bytes, as they are counted. */
  readonly counted: number
  /** Those that are complete in the file. */
  readonly complete: number
  /** Bytes that are missing at the end of the file for all that is counted. */
  readonly missing: number
}

/** The file goes on behind the last array that is counted. */
export interface SurplusBytes {
  readonly kind: 'surplus'
  readonly at: Place
  readonly offset: number
  readonly size: number
}

/** A note of the compiler (`.note.gnu.property`), which belongs to the object file and not to the image. */
export interface ForeignBytes {
  readonly kind: 'foreign'
  readonly at: Place
  readonly size: number
  /** Whether it replaces the beginning of the header; otherwise the header follows it. */
  readonly isOverHeader: boolean
}

/** Nobody knows where the fields lie, so only the first ones were read. */
export interface UnknownLayout {
  readonly kind: 'layout'
  readonly at: Place
  readonly because: UnknownLayoutReason
}

export type UnknownLayoutReason =
  | { readonly why: 'revision'; readonly found: bigint; readonly headers: bigint }
  /** The signature is none that the headers in use know. */
  | { readonly why: 'signature'; readonly found: string }
  /** The headers in use do not define the structs. */
  | { readonly why: 'headers' }
  /** The image has an array of which the headers in use do not say how large it is, and it moves those behind it. */
  | { readonly why: 'foreign-array'; readonly countField: string }
  /** The file is larger than any configuration. */
  | { readonly why: 'size'; readonly size: number; readonly most: number }
  /** The beginning is lost, and the rest is as long as neither kind of configuration would be. */
  | { readonly why: 'header-lost' }
