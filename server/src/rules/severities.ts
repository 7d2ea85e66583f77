/**
 * Which rules a user gets, and how severe their findings are: what a preset, single entries and a selection for one
 * run make of the rules' own severities. Where these were written is not known here.
 */
import { codeOf } from './codes.ts'
import type { SeverityOf } from './engine.ts'
import { ruleOf } from './registry.ts'
import type { Severity } from './rule.ts'

/** What rules there are by default, with those that most people do not want, and with those that may be wrong. */
export const presets = ['recommended', 'strict', 'all'] as const
export type Preset = (typeof presets)[number]

export interface SeverityChoice {
  readonly preset: Preset
  /** By the name of a rule or of a code; each entry beats the preset. */
  readonly rules: Readonly<Record<string, Severity | 'off'>>
  /** Rules that are shown alone, whatever the entries say; all, when there are none. */
  readonly select?: readonly string[]
  /** Rules that are not shown, whatever else is said. */
  readonly ignore?: readonly string[]
}

/**
 * The severities that follow from a choice. A rule that an entry gives a severity, or that is selected by name, is
 * shown whatever the preset.
 *
 * All rules run whatever is chosen, since one rule's finding may be the reason why another's would be nonsense.
 * Findings that no rule makes, about the C text or a project file, stay unless some of them are selected by name: a
 * file that cannot be read has no other findings, and must not pass for one without faults.
 */
export function severitiesFor(choice: SeverityChoice): SeverityOf {
  const entries = new Map(Object.entries(choice.rules))
  const [selected, ignored] = [new Set(choice.select), new Set(choice.ignore)]
  const keepsCodes = ![...selected].some(codeOf)
  return (id) => {
    if (ignored.has(id)) return 'off'
    const entry = entries.get(id)
    if (selected.has(id)) return entry === 'off' ? undefined : entry
    if (0 < selected.size && !(keepsCodes && codeOf(id))) return 'off'
    return entry ?? (isInPreset(id, choice.preset) ? undefined : 'off')
  }
}

function isInPreset(id: string, preset: Preset): boolean {
  const reserved = ruleOf(id)?.preset
  switch (preset) {
    case 'recommended':
      return reserved === undefined
    case 'strict':
      return reserved !== 'preview'
    case 'all':
      return true
  }
}
