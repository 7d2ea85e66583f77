/**
 * What the board says about a field or an array: the facts that a hover adds to what is true of the field everywhere.
 * This file only sends each field to the file that knows about it.
 */
import type { Fact } from './markdown.ts'
import type { Surroundings } from './cell-context.ts'
import { countFacts, headerFacts } from './header-facts.ts'
import { irqchipFieldFacts } from './hover-irqchip.ts'
import { pciFieldFacts } from './hover-pci.ts'
import { regionFieldFacts } from './hover-region.ts'
import { cpuFacts, portFacts, streamFacts } from './resource-facts.ts'
import { elementOn, endOf, lastMember, type Trail } from './trail.ts'

/**
 * For the field at the end of a trail, or for the element in it. None where there is nothing to add.
 *
 * @param bits of a bitmap only these, for a part of an expression
 */
export function boardFacts(trail: Trail, surroundings: Surroundings, bits?: bigint): readonly Fact[] {
  const field = lastMember(trail)?.name
  if (field === undefined || !trail.configuration) return []
  const element = elementOn(trail)
  if (!element) return [...countFacts(field, trail.configuration), ...headerFacts(trail, surroundings)]
  const { kind, index } = element
  switch (kind) {
    case 'memory':
      return regionFieldFacts(field, trail, index, surroundings)
    case 'irqchips':
      return irqchipFieldFacts(field, { word: endOf(trail).index, bits }, trail, index, surroundings)
    case 'pciDevices':
      return pciFieldFacts(field, trail, index, surroundings)
    case 'pio':
      return portFacts(trail.configuration, index, surroundings)
    case 'streamIds':
      return streamFacts(trail.configuration, index, surroundings)
    case 'cpus':
      return cpuFacts(trail.configuration, index, surroundings)
    case 'caches':
    case 'pciCaps':
      return []
  }
}
