/**
 * Colours of the terminal: whether there are any, and what each kind of text looks like. Whoever writes text names
 * what it is; only this file knows colours.
 */
import { styleText } from 'node:util'
import type { Severity } from '../rules/rule.ts'
import { choiceOf, type Given, type Option } from './command.ts'
import type { Terminal } from './terminal.ts'

export type Look = Severity | 'strong' | 'quiet' | 'secondary'

/** Gives a text its look, or leaves it as it is where there are no colours. */
export type Paint = (look: Look, text: string) => string

export const plain: Paint = (_, text) => text

export const coloured: Paint = (look, text) =>
  // Whether the stream can show colours has been decided; Node would decide again, and about its own stream.
  text === '' ? '' : styleText([...formats[look]], text, { validateStream: false })

const formats = {
  error: ['red', 'bold'],
  warning: ['yellow', 'bold'],
  information: ['cyan', 'bold'],
  hint: ['green', 'bold'],
  strong: ['bold'],
  quiet: ['gray'],
  secondary: ['blue', 'bold'],
} as const

const choices = ['auto', 'always', 'never'] as const

/** The option of every command that writes for people. */
export const colourOption: Option = {
  name: 'color',
  value: 'WHEN',
  choices,
  help: 'whether to use colours: auto (the default; in a terminal, NO_COLOR and FORCE_COLOR are obeyed), always or never',
}

/** The user's word counts first, then the two variables in the order in which Node obeys them, then the terminal. */
export function paintFor(given: Given, { stdout, variables }: Terminal): Paint {
  const choice = choiceOf(given, 'color', choices, 'auto')
  if (choice !== 'auto') return choice === 'always' ? coloured : plain
  const { FORCE_COLOR: forced, NO_COLOR: refused, TERM: kind } = variables
  if (forced !== undefined) return forced === '0' || forced === 'false' ? plain : coloured
  if (refused !== undefined && refused !== '') return plain
  return stdout.isTerminal && kind !== 'dumb' ? coloured : plain
}
