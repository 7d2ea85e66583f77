/**
 * The command line from its arguments to its exit status. What it reads of the process and writes to it goes
 * through a `Terminal`, so that a test can be the process.
 */
import { type Arguments, readArguments } from './arguments.ts'
import { buildCommand } from './build.ts'
import { checkCommand } from './check.ts'
import type { Answer, Command } from './command.ts'
import { dumpCommand } from './dump.ts'
import { explainCommand } from './explain.ts'
import { printable } from './formats/display.ts'
import { commandHelp, programHelp } from './help.ts'
import { mapCommand } from './map.ts'
import { reportCommand } from './report.ts'
import { rulesCommand } from './rules.ts'
import { type Terminal, widthOf } from './terminal.ts'

/** 0: done, and nothing bad found; 1: something was found; 2: wrong use, or an error of Warden itself. */
export type ExitStatus = 0 | 1 | 2

const commands: readonly Command[] = [
  checkCommand,
  buildCommand,
  dumpCommand,
  mapCommand,
  reportCommand,
  explainCommand,
  rulesCommand,
]

export function run(args: readonly string[], terminal: Terminal): ExitStatus {
  try {
    return respond(readArguments(args, commands), terminal)
  } catch (error) {
    return internalError(error, terminal)
  }
}

function respond(meant: Arguments, terminal: Terminal): ExitStatus {
  const { stdout, stderr, version } = terminal
  switch (meant.kind) {
    case 'run':
      return deliver(meant.command.run(meant.given, terminal), terminal)
    case 'help':
      stdout.write(
        meant.command ? commandHelp(meant.command, widthOf(stdout)) : programHelp(commands, widthOf(stdout)),
      )
      return 0
    case 'version':
      stdout.write(`warden ${version}\n`)
      return 0
    case 'nothing':
      stderr.write(programHelp(commands, widthOf(stderr)))
      return 2
    case 'wrong':
      return deliver({ kind: 'wrong-use', problems: meant.problems }, terminal)
  }
}

function deliver(answer: Answer, { stdout, stderr }: Terminal): ExitStatus {
  if (answer.kind === 'done') {
    if (answer.text !== '') stdout.write(answer.text)
    return answer.status
  }
  stderr.write(answer.problems.map((problem) => `warden: ${printable(problem)}\n`).join(''))
  return 2
}

/** An error of ours is told from one of the user's; where it happened concerns only those who look for it. */
function internalError(error: unknown, { stderr, variables }: Terminal): ExitStatus {
  const message = error instanceof Error ? error.message : String(error)
  stderr.write(
    `warden: internal error: ${printable(message)}; please report it with the configs that lead to it (WARDEN_DEBUG=1 shows where it happened)\n`,
  )
  if (variables['WARDEN_DEBUG'] && error instanceof Error) stderr.write(`${error.stack ?? ''}\n`)
  return 2
}
