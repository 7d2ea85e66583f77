/**
 * Whole elements for the arrays behind the header, by the array; each filled with what the board knows about it.
 */
import type { ArrayKind } from '../../config/arrays.ts'
import { interruptElements } from './interrupt-elements.ts'
import { memoryElements, registerElements } from './memory-elements.ts'
import { deviceElements } from './pci-elements.ts'
import { spareDeviceElements } from './physical-devices.ts'
import { portElements, sparePortElements } from './port-elements.ts'
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

/** Elements that the root cell has and nobody has taken. There may be dozens of them, so they come last. */
export function spareElementsFor(kind: ArrayKind, situation: Situation): readonly ElementOffer[] {
  switch (kind) {
    case 'memory':
      return registerElements(situation)
    case 'pio':
      return sparePortElements(situation)
    case 'pciDevices':
      return spareDeviceElements(situation)
    case 'irqchips':
    case 'cpus':
    case 'caches':
    case 'pciCaps':
    case 'streamIds':
      return []
  }
}
