/**
 * Whole elements for the arrays behind the header, by the array; each filled with what the board knows about it.
 */
import type { ArrayKind } from '../../config/arrays.ts'
import { interruptElements } from './interrupt-elements.ts'
import { memoryElements } from './memory-elements.ts'
import { deviceElements } from './pci-elements.ts'
import { portElements } from './port-elements.ts'
import type { Situation } from './situation.ts'
import type { ElementOffer } from './element-offer.ts'

export function elementsFor(kind: ArrayKind, situation: Situation): readonly ElementOffer[] {
  switch (kind) {
    case 'memory':
      return memoryElements(situation)
    case 'irqchips':
      return interruptElements(situation)
    case 'pio':
      return portElements(situation)
    case 'pciDevices':
      return deviceElements(situation)
    case 'cpus':
    case 'caches':
    case 'pciCaps':
    case 'streamIds':
      return []
  }
}
