/** The options of `warden check`, with the values that they may have. */
import { presets } from '../rules/severities.ts'
import { colourOption } from './colours.ts'
import type { Option } from './command.ts'

export const formats = ['pretty', 'concise', 'json', 'sarif', 'github'] as const
export type Format = (typeof formats)[number]

/** The severities from worst to mildest, and `never`. */
export const failThresholds = ['error', 'warning', 'information', 'hint', 'never'] as const

export const architectures = ['x86', 'arm', 'arm64'] as const

export const checkOptions: readonly Option[] = [
  {
    name: 'format',
    value: 'FORMAT',
    choices: formats,
    help: 'pretty (the default; with the code and explanations), concise (one line for each finding), json, sarif (2.1.0) or github (annotations of GitHub Actions)',
  },
  {
    name: 'fail-on',
    value: 'SEVERITY',
    choices: failThresholds,
    help: 'the mildest severity that makes the exit status 1: error (the default), warning, information, hint or never',
  },
  {
    name: 'preset',
    value: 'PRESET',
    choices: presets,
    help: 'which rules there are: recommended (the default), strict (with those that most people do not want) or all (with those that may be wrong as well)',
  },
  {
    name: 'select',
    value: 'RULE',
    help: 'show findings of this rule only, and what is wrong with the C text or a project file; can be repeated',
  },
  { name: 'ignore', value: 'RULE', help: 'show no findings of this rule; can be repeated' },
  {
    name: 'headers',
    value: 'TREE',
    help: 'the Jailhouse source tree whose headers are used; by default the one that a config lies in, or else the interface built into Warden',
  },
  {
    name: 'include-path',
    short: 'I',
    value: 'DIR',
    help: 'search included files in this folder too; can be repeated',
  },
  {
    name: 'include',
    value: 'FILE',
    help: 'read this file before every config, as if it began with an #include of it; can be repeated',
  },
  {
    name: 'define',
    short: 'D',
    value: 'NAME[=VALUE]',
    help: 'define a macro before the configs are read, as 1 without a value; can be repeated',
  },
  {
    name: 'arch',
    value: 'ARCH',
    choices: architectures,
    help: 'the architecture of configs that are in no folder configs/x86, configs/arm or configs/arm64: x86, arm or arm64; by default what the config says',
  },
  {
    name: 'fix',
    help: 'first make the fixes that are safe, in the files, and then say what is left',
  },
  {
    name: 'board',
    value: 'ROOT',
    help: 'check the named cells as those of the board with this root configuration',
  },
  {
    name: 'boards',
    help: 'also show, for each board, which of its cells can run together, and what they share',
  },
  { name: 'verbose', short: 'v', help: 'also show which cell was checked against which root, and why' },
  colourOption,
]
