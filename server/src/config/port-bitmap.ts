/**
 * The I/O ports of an x86 cell before revision 11: a bitmap with one bit for each port, which is set where the
 * hypervisor is to intercept the access (upstream `hypervisor/arch/x86/vmx.c: vmx_cell_init`, before that revision).
 */
import type { CType } from '../c/types.ts'

/** One bit for each of the 65,536 ports; no set of CPUs has that many bytes. */
const portBitmapLength = 0x2000

/** Whether a member of the wrapper struct has the type that such a bitmap has. */
export function isPortBitmap(type: CType): boolean {
  return (
    type.kind === 'array' &&
    type.element.kind === 'integer' &&
    type.element.size === 1 &&
    type.length === portBitmapLength
  )
}

/** Ports from the first to the last one, both included. */
export interface Ports {
  readonly first: number
  readonly last: number
}

/** The ports that a cell may use, out of the bytes of its bitmap. */
export function portsLetThrough(bytes: readonly number[]): readonly Ports[] {
  const ports: Ports[] = []
  let first: number | undefined
  for (let port = 0; port <= 8 * bytes.length; port++) {
    const isOpen = port < 8 * bytes.length && (((bytes[port >> 3] ?? 0) >> (port & 7)) & 1) === 0
    if (isOpen) first ??= port
    else if (first !== undefined) {
      ports.push({ first, last: port - 1 })
      first = undefined
    }
  }
  return ports
}
