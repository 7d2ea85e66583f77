/** The texts of `--help`, written from what the commands say about themselves. */
import { globalOptions } from './arguments.ts'
import type { Command, Option } from './command.ts'
import { hanging, table } from './formats/prose.ts'

/** About the whole program. */
export function programHelp(commands: readonly Command[], width: number): string {
  return textOf([
    hanging('', 'Warden checks cell configs of the Jailhouse hypervisor.', width),
    ['Usage: warden COMMAND [OPTION…] [ARGUMENT…]'],
    [
      'Commands:',
      ...table(
        commands.map(({ name, operands, summary }) => [`${name} ${operands}`.trim(), summary]),
        width,
      ),
    ],
    optionLines(globalOptions, width),
    hanging('', '`warden COMMAND --help` says more about a command.', width),
  ])
}

export function commandHelp({ name, operands, summary, options, notes }: Command, width: number): string {
  return textOf([
    hanging('', summary, width),
    [`Usage: warden ${name} [OPTION…] ${operands}`.trimEnd()],
    ...notes.slice(0, 1).map((note) => hanging('', note, width)),
    optionLines([...options, ...globalOptions], width),
    ...notes.slice(1).map((note) => hanging('', note, width)),
  ])
}

function optionLines(options: readonly Option[], width: number): readonly string[] {
  return [
    'Options:',
    ...table(
      options.map((option) => [spellingOf(option), option.help]),
      width,
    ),
  ]
}

/** Long names stand below each other, whether there is a short one or not. */
function spellingOf({ name, short, value }: Option): string {
  const letter = short === undefined ? '    ' : `-${short}, `
  return `${letter}--${name}${value === undefined ? '' : ` ${value}`}`
}

function textOf(paragraphs: readonly (readonly string[])[]): string {
  return `${paragraphs.map((lines) => lines.join('\n')).join('\n\n')}\n`
}
