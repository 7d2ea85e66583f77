/**
 * How far the addresses of a machine go (upstream `arch/x86/paging.c`, `arch/arm64/paging.c: get_cpu_parange`,
 * `arch/arm/include/asm/paging.h`; catalogue C 17 to C 19).
 *
 * On 32-bit Arm the hypervisor itself reckons with 32 bits. The tables of x86 translate 48 bits of a guest address;
 * those of 64-bit Arm as many as the CPU has in physical addresses, 48 at most, which no configuration says.
 */
import type { Cell } from './cell.ts'
import { machineOf } from './machine.ts'

/** The first number that does not fit in 64 bits. */
export const endOfAddresses = 1n << 64n

export interface AddressLimit {
  readonly of: 'guest' | 'physical'
  readonly bits: number
  /** False where the CPU may have more. */
  readonly isCertain: boolean
}

/** The certain limits first; none where the machine is not known. */
export function addressLimitsOf(cell: Cell): readonly AddressLimit[] {
  switch (machineOf(cell)) {
    case 'arm':
      return [
        { of: 'guest', bits: 32, isCertain: true },
        { of: 'physical', bits: 32, isCertain: true },
      ]
    case 'x86':
      return [{ of: 'guest', bits: 48, isCertain: true }]
    case 'arm64':
      return [
        { of: 'guest', bits: 48, isCertain: true },
        { of: 'guest', bits: likelyBits(cell), isCertain: false },
      ]
    case undefined:
      return []
  }
}

/** What CPUs of 64-bit Arm can have; none on which people use Jailhouse has less than 40. */
const possibleBits = [40, 42, 44, 48] as const

/** The least that the CPU must have, since the configurations name physical memory that it reaches. */
function likelyBits({ root, regions }: Cell): number {
  const ends = [...regions, ...(root?.regions ?? [])].flatMap(({ physical }) =>
    physical ? [physical.end] : [],
  )
  return possibleBits.find((bits) => ends.every((end) => end <= 1n << BigInt(bits))) ?? 48
}
