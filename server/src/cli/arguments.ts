/**
 * Reads the arguments of the program: which command is meant, with which options and operands.
 *
 * Node cuts the arguments into tokens; what they mean is decided here, since its own complaints about wrong ones
 * neither name all of them nor what was probably meant. Options may stand anywhere, before the command too.
 */
import { parseArgs } from 'node:util'
import { nearestName } from '../c/spelling.ts'
import { asTyped, type Command, type Given, type Option } from './command.ts'
import { listed } from './formats/prose.ts'

export type Arguments =
  | { readonly kind: 'run'; readonly command: Command; readonly given: Given }
  /** Help about a command, or about the whole program. */
  | { readonly kind: 'help'; readonly command: Command | undefined }
  | { readonly kind: 'version' }
  /** There is no argument at all. */
  | { readonly kind: 'nothing' }
  | { readonly kind: 'wrong'; readonly problems: readonly string[] }

/** What the program itself understands, whatever the command. */
export const globalOptions: readonly Option[] = [
  { name: 'help', short: 'h', help: 'show this help' },
  { name: 'version', short: 'V', help: 'show the version' },
]

export function readArguments(args: readonly string[], commands: readonly Command[]): Arguments {
  if (args.length === 0) return { kind: 'nothing' }
  const known = [...globalOptions, ...commands.flatMap(({ options }) => options)]
  const tokens = tokensOf(args, known)
  const [name, ...operands] = tokens.flatMap((token) => (token.kind === 'positional' ? [token.value] : []))
  const command = commands.find((candidate) => candidate.name === name)
  const options = tokens.filter((token) => token.kind === 'option')
  const has = (option: string): boolean => options.some((token) => token.name === option)
  if (has('help')) return { kind: 'help', command }
  if (has('version')) return { kind: 'version' }

  const strange = options.filter((token) => !known.some((option) => option.name === token.name))
  if (0 < strange.length) return wrong(unknownOptions(strange, args, command, known))
  if (name === undefined) return wrong(['a command is missing; `warden --help` lists them'])
  if (!command) return wrong([unknownCommand(name, commands)])
  const problems = options.flatMap((token) => problemOf(token, command) ?? [])
  return 0 < problems.length
    ? wrong(problems)
    : { kind: 'run', command, given: { operands, options: valuesByName(options) } }
}

type Token = ReturnType<typeof tokensOf>[number]
type OptionToken = Extract<Token, { readonly kind: 'option' }>

function tokensOf(args: readonly string[], options: readonly Option[]) {
  const { tokens } = parseArgs({
    args: [...args],
    options: Object.fromEntries(
      options.map(({ name, short, value }) => [
        name,
        {
          type: value === undefined ? 'boolean' : 'string',
          ...(short === undefined ? {} : { short }),
        } as const,
      ]),
    ),
    strict: false,
    allowPositionals: true,
    tokens: true,
  })
  return tokens
}

function wrong(problems: readonly string[]): Arguments {
  return { kind: 'wrong', problems }
}

/** An argument like `-Wall` is several unknown options to Node, and one to whoever typed it. */
function unknownOptions(
  strange: readonly OptionToken[],
  args: readonly string[],
  command: Command | undefined,
  known: readonly Option[],
): readonly string[] {
  const own = command ? [...globalOptions, ...command.options] : known
  const spellings = new Set(
    strange.map(({ rawName, index }) => (rawName.startsWith('--') ? rawName : (args[index] ?? rawName))),
  )
  return [...spellings].map((spelling) => {
    const nearest = nearestName(
      spelling.replace(/^-+/, ''),
      own.map(({ name }) => name),
    )
    return `there is no option ${spelling}; ${nearest === undefined ? whereListed(command) : `did you mean --${nearest}?`}`
  })
}

function whereListed(command: Command | undefined): string {
  return `\`warden ${command ? `${command.name} ` : ''}--help\` lists them`
}

function unknownCommand(name: string, commands: readonly Command[]): string {
  const nearest = nearestName(
    name,
    commands.map((command) => command.name),
  )
  const meant = nearest === undefined ? '' : `did you mean ${nearest}? `
  const advice = /[/.]/.test(name)
    ? `to check it: warden check ${name}`
    : `${meant}\`warden --help\` lists them`
  return `there is no command "${name}"; ${advice}`
}

/** What is wrong with an option for this command; undefined when nothing is. */
function problemOf(token: OptionToken, command: Command): string | undefined {
  const { name, rawName, value } = token
  const option = command.options.find((candidate) => candidate.name === name)
  if (!option) return `${rawName} is no option of \`warden ${command.name}\``
  if (option.value === undefined)
    return value === undefined ? undefined : `${rawName} takes no value; "${value}" is one`
  // A value that begins with a dash is more likely the next option, unless it hangs on this one.
  if (value === undefined || (!token.inlineValue && 1 < value.length && value.startsWith('-')))
    return `${rawName} needs a value: ${option.choices ? listed(option.choices, 'or') : option.value}`
  if (option.choices && !option.choices.includes(value))
    return `${rawName} ${asTyped(value)}: it has to be ${listed(option.choices, 'or')}`
  return undefined
}

function valuesByName(tokens: readonly OptionToken[]): ReadonlyMap<string, readonly string[]> {
  const values = new Map<string, string[]>()
  for (const { name, value } of tokens) {
    const all = values.get(name) ?? []
    if (value !== undefined) all.push(value)
    values.set(name, all)
  }
  return values
}
