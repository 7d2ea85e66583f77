/**
 * What a command of the command line is: its name, its options and what it does, as data. The arguments are read
 * and the help is written from the same record, so neither can know an option that the other does not.
 */
import type { Terminal } from './terminal.ts'

export interface Command {
  readonly name: string
  /** What follows the name, as the help shows it; empty when nothing may follow. */
  readonly operands: string
  /** What the command does: one sentence, shown in the list of the commands and on top of its own help. */
  readonly summary: string
  readonly options: readonly Option[]
  /** What is worth knowing besides, in paragraphs. */
  readonly notes: readonly string[]
  readonly run: (given: Given, terminal: Terminal) => Answer
}

/** A command never writes; what it wants to say is in its answer, complete or not at all. */
export type Answer = Done | WrongUse

export interface Done {
  readonly kind: 'done'
  /** For standard output. */
  readonly text: string
  readonly status: 0 | 1
}

export interface WrongUse {
  readonly kind: 'wrong-use'
  /** One line each, without the name of the program; what they quote may hold anything. */
  readonly problems: readonly string[]
}

/** The answer to a command that cannot be carried out. */
export function wrongUse(problems: readonly string[]): WrongUse {
  return { kind: 'wrong-use', problems }
}

export interface Option {
  /** The long name, without dashes. */
  readonly name: string
  /** One letter. */
  readonly short?: string
  /** What stands for the value in the help, as `DIR`; absent for an option without a value. */
  readonly value?: string
  /** The values that it may have, when they can be listed. */
  readonly choices?: readonly string[]
  readonly help: string
}

/** The answer to operands that the command has no use for. */
export function superfluous(command: string, operands: readonly string[]): WrongUse {
  return wrongUse(operands.map((operand) => `${asTyped(operand)}: \`warden ${command}\` takes no argument`))
}

/** An argument as messages repeat it: one that is empty would be invisible otherwise. */
export function asTyped(argument: string): string {
  return argument === '' ? '""' : argument
}

/** The arguments of a command, all of them known to be among its options. */
export interface Given {
  readonly operands: readonly string[]
  /** The options by long name with their values in the order given; an option without a value has none. */
  readonly options: ReadonlyMap<string, readonly string[]>
}

/** The values of an option that may be repeated; none when it was not given. */
export function valuesOf(given: Given, name: string): readonly string[] {
  return given.options.get(name) ?? []
}

/** The value of an option with choices: the last one given, as everywhere, or `usual`. */
export function choiceOf<Choice extends string>(
  given: Given,
  name: string,
  choices: readonly Choice[],
  usual: Choice,
): Choice {
  return lastChoice(given, name, choices) ?? usual
}

/** The same; undefined when the option was not given. */
export function lastChoice<Choice extends string>(
  given: Given,
  name: string,
  choices: readonly Choice[],
): Choice | undefined {
  const last = valuesOf(given, name).at(-1)
  return choices.find((choice) => choice === last)
}
