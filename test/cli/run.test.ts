/** What the program does besides its commands: help, version, and errors of its own. */
import { describe, expect, test } from 'vitest'
import { lark } from './configs.ts'
import { folderWith, type Result, warden } from './recording-terminal.ts'

describe('help', () => {
  test('about the program', () => {
    const { status, out } = warden(['--help'])
    expect(status).toBe(0)
    expect(out).toMatchInlineSnapshot(`
      "Warden checks cell configs of the Jailhouse hypervisor.

      Usage: warden COMMAND [OPTION…] [ARGUMENT…]

      Commands:
        check [PATH…]  Check cell configs and say what is wrong, why it matters and what to do.
        build FILE…    Write the images of configs, byte for byte what gcc and objcopy make of them.
        dump FILE      Show what Warden makes of a config or of an image, at any stage.
        map BOARD      Draw who holds what on a board: memory, CPUs, interrupts, ports, PCI devices.
        report BOARD   Report what the cells of a board share, on what ground, and which isolation is
                       missing.
        explain RULE   Explain a rule: what it finds, why that matters, and an example.
        rules          List all rules with their severity, what they are about and what they find.

      Options:
        -h, --help     show this help
        -V, --version  show the version

      \`warden COMMAND --help\` says more about a command.
      "
    `)
    expect(warden(['-h']).out).toBe(out)
  })

  test('about a command', () => {
    const { status, out } = warden(['check', '--help'])
    expect(status).toBe(0)
    expect(out).toMatchInlineSnapshot(`
      "Check cell configs and say what is wrong, why it matters and what to do.

      Usage: warden check [OPTION…] [PATH…]

      A PATH is a config file, or a folder that is searched for them with everything below; without one it
      is the current folder. Each config is read with the other configs of its folder, since its root cell
      is among them.

      Options:
            --format FORMAT        pretty (the default; with the code and explanations), concise (one line
                                   for each finding), json, sarif (2.1.0) or github (annotations of GitHub
                                   Actions)
            --fail-on SEVERITY     the mildest severity that makes the exit status 1: error (the default),
                                   warning, information, hint or never
            --preset PRESET        which rules there are: recommended (the default), strict (with those
                                   that most people do not want) or all (with those that may be wrong as
                                   well)
            --select RULE          show findings of this rule only, and what is wrong with the C text or a
                                   project file; can be repeated
            --ignore RULE          show no findings of this rule; can be repeated
            --headers TREE         the Jailhouse source tree whose headers are used; by default the one
                                   that a config lies in, or else the interface built into Warden
        -I, --include-path DIR     search included files in this folder too; can be repeated
            --include FILE         read this file before every config, as if it began with an #include of
                                   it; can be repeated
        -D, --define NAME[=VALUE]  define a macro before the configs are read, as 1 without a value; can
                                   be repeated
            --arch ARCH            the architecture of configs that are in no folder configs/x86,
                                   configs/arm or configs/arm64: x86, arm or arm64; by default what the
                                   config says
            --fix                  first make the fixes that are safe, in the files, and then say what is
                                   left
            --board ROOT           check the named cells as those of the board with this root
                                   configuration
            --boards               also show, for each board, which of its cells can run together, and
                                   what they share
        -v, --verbose              also show which cell was checked against which root, and why
            --color WHEN           whether to use colours: auto (the default; in a terminal, NO_COLOR and
                                   FORCE_COLOR are obeyed), always or never
        -h, --help                 show this help
        -V, --version              show the version

      A project file, the nearest warden.json in the folder of a config or around it, says which boards
      there are and how their configs are read; options beat what it says.

      With --board, the PATHs are cells of the board with this root, whatever their names, their folders
      and the project file say; the root is checked, too.

      The exit status is 0 when nothing was found that is as bad as --fail-on, 1 when something was, and 2
      when the command or a project file was wrong or something could not be read; then nothing has been
      checked.

      In the output of --format json, lines and columns count from 1, and the end of a place is the
      position behind its last character.
      "
    `)
  })

  test('is given whatever else is wrong', () => {
    expect(warden(['explain', '--frobnicate', '-h', '--format'])).toMatchObject({ status: 0, err: '' })
  })

  test('fits into the terminal', () => {
    for (const columns of [60, 80, 120]) {
      const lines = warden(['check', '--help'], { columns }).out.split('\n')
      expect(lines.filter((line) => columns < line.length)).toEqual([])
    }
  })

  test('comes unasked, as a complaint, when there are no arguments', () => {
    expect(warden([])).toEqual({ status: 2, out: '', err: warden(['--help']).out })
  })
})

test.each([[['--version']], [['-V']], [['check', '--version']]])('%j shows the version', (args) => {
  expect(warden(args)).toEqual({ status: 0, out: 'warden 1.2.3\n', err: '' })
})

describe('an error of Warden itself', () => {
  test('is told in one line, with a request to report it', () => {
    expect(brokenRun()).toEqual({
      status: 2,
      out: '',
      err: 'warden: internal error: the clock␊stopped; please report it with the configs that lead to it (WARDEN_DEBUG=1 shows where it happened)\n',
    })
  })

  test('shows where it happened on demand', () => {
    expect(brokenRun({ WARDEN_DEBUG: '1' }).err).toMatch(/\n +at .*run\.test\.ts/)
  })
})

describe('colours', () => {
  test.each([
    ['in a pipe', [], {}, undefined, false],
    ['in a terminal', [], {}, 80, true],
    ['in a terminal that has none', [], { TERM: 'dumb' }, 80, false],
    ['with NO_COLOR', [], { NO_COLOR: '1' }, 80, false],
    ['with an empty NO_COLOR', [], { NO_COLOR: '' }, 80, true],
    ['with FORCE_COLOR', [], { FORCE_COLOR: '1' }, undefined, true],
    ['with FORCE_COLOR and NO_COLOR, as in Node', [], { FORCE_COLOR: '1', NO_COLOR: '1' }, undefined, true],
    ['with FORCE_COLOR=0', [], { FORCE_COLOR: '0' }, 80, false],
    ['with --color never', ['--color', 'never'], { FORCE_COLOR: '1' }, 80, false],
    ['with --color always', ['--color=always'], { NO_COLOR: '1' }, undefined, true],
  ])('%s', (_, args, variables, columns, expected) => {
    expect(isColoured(args, variables, columns)).toBe(expected)
  })
})

/** A run during which something happens that should not be possible. */
function brokenRun(variables = {}): Result {
  return warden(['check'], {
    workingFolder: folderWith({ 'lark.c': lark }),
    variables,
    now: () => {
      throw new Error('the clock\nstopped')
    },
  })
}

function isColoured(args: readonly string[], variables: Record<string, string>, columns?: number): boolean {
  const surroundings = columns === undefined ? { variables } : { variables, columns }
  return warden(['rules', ...args], surroundings).out.includes('\u001b[')
}
