/**
 * All rules, resource by resource. A new one is added to the list in its folder, `<resource>/rules.ts`.
 */
import { cacheRules } from './cache/rules.ts'
import { consoleRules } from './console/rules.ts'
import { cpuRules } from './cpu/rules.ts'
import { interruptsRules } from './interrupts/rules.ts'
import { iommuRules } from './iommu/rules.ts'
import { ivshmemRules } from './ivshmem/rules.ts'
import { memoryRules } from './memory/rules.ts'
import { pciRules } from './pci/rules.ts'
import { pioRules } from './pio/rules.ts'
import { structureRules } from './structure/rules.ts'
import { systemRules } from './system/rules.ts'
import type { Rule } from './rule.ts'

export const rules: readonly Rule[] = [
  ...structureRules,
  ...cpuRules,
  ...memoryRules,
  ...interruptsRules,
  ...pioRules,
  ...pciRules,
  ...ivshmemRules,
  ...iommuRules,
  ...consoleRules,
  ...cacheRules,
  ...systemRules,
]

/** The rule with this id; undefined where there is none, as for the codes of the C front end. */
export function ruleOf(id: string): Rule | undefined {
  return rulesById.get(id)
}

const rulesById = new Map(rules.map((rule) => [rule.id, rule]))
