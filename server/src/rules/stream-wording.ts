/** How messages call stream ids. */
import type { Root } from '../board/root.ts'
import { hasMmu500, type Stream } from '../board/streams.ts'
import { hex } from './wording.ts'

/** `stream 0x870`; for an MMU-500 that masks bits `streams 0x870 with mask 0xf`. */
export function streamText({ word }: Stream, root: Root): string {
  const [id, mask] = [word & 0xffffn, word >> 16n]
  if (!hasMmu500(root)) return `stream ${hex(word)}`
  return mask === 0n ? `stream ${hex(id)}` : `streams ${hex(id)} with mask ${hex(mask)}`
}
