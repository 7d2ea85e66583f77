/**
 * The CPU bitmap of a configuration in bytes: as declared, and as its readers take it from `cpu_set_size`. Where the
 * two differ is for rules to judge.
 */
import type { Configuration } from '../config/model.ts'
import { declaredArrays, elementSize } from '../config/reading.ts'

/** Whether the readers find the very array that is declared; undefined where that is not known. */
export function isCpuSetReadWhole(configuration: Configuration): boolean | undefined {
  const declared = declaredCpuSetBytes(configuration)
  const { count, declaredLength, isCountedInBytes } = configuration.cpus
  if (declared === undefined || !count.known) return undefined
  return BigInt(isCountedInBytes ? declared : declaredLength) === count.value
}

/** The bytes of the declared bitmap; undefined without an array, and where its length is not known. */
export function declaredCpuSetBytes(configuration: Configuration): number | undefined {
  const declared = declaredArrays(configuration).find(({ kind }) => kind === 'cpus')
  const size = declared && elementSize(configuration, declared)
  return declared && size !== undefined ? declared.declaredLength * size : undefined
}
