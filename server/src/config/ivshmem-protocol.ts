/**
 * What a link is used for, as the protocol field of an ivshmem device says (upstream
 * `include/jailhouse/cell-config.h` and `Documentation/ivshmem-v2-specification.md`). The hypervisor only passes the
 * number on to the guest, as the interface of the PCI class; the drivers choose by it.
 */
import type { ConfigInterface } from './interface.ts'

export type Protocol =
  | { readonly kind: 'undefined' }
  | { readonly kind: 'veth' }
  | { readonly kind: 'custom'; readonly number: bigint }
  /** Which side of virtio the cell is, and the type of the virtio device. */
  | { readonly kind: 'virtio'; readonly side: 'front' | 'back'; readonly device: bigint }
  | { readonly kind: 'reserved'; readonly number: bigint }

/** What a number stands for; undefined where the headers in use know no protocols. */
export function protocolOf(number: bigint, { constant }: ConfigInterface): Protocol | undefined {
  const veth = constant('JAILHOUSE_SHMEM_PROTO_VETH')
  const custom = constant('JAILHOUSE_SHMEM_PROTO_CUSTOM')
  const front = constant('JAILHOUSE_SHMEM_PROTO_VIRTIO_FRONT')
  const back = constant('JAILHOUSE_SHMEM_PROTO_VIRTIO_BACK')
  if (veth === undefined || custom === undefined || front === undefined || back === undefined)
    return undefined
  if (number === 0n) return { kind: 'undefined' }
  if (number === veth) return { kind: 'veth' }
  if (number < custom) return { kind: 'reserved', number }
  if (number < front) return { kind: 'custom', number }
  return number < back
    ? { kind: 'virtio', side: 'front', device: number - front }
    : { kind: 'virtio', side: 'back', device: number - back }
}

/** Whether the two ends of a link have protocols that belong together. */
export function isPair(a: Protocol, b: Protocol): boolean {
  switch (a.kind) {
    case 'undefined':
    case 'veth':
      return b.kind === a.kind
    case 'custom':
    case 'reserved':
      return b.kind === a.kind && b.number === a.number
    case 'virtio':
      return b.kind === 'virtio' && b.device === a.device && b.side !== a.side
  }
}
