/**
 * Whole files: the configuration of a root cell and that of another cell, to begin with. They are offered in C files
 * that are no configs, and only to who has typed the beginning of their names.
 */
import type { Board } from '../../board/board.ts'
import { constantGroup } from '../../abi/documentation.ts'
import { decodeChoice, decodeFlags } from '../../config/flag-names.ts'
import { type Architecture, constantOfArchitecture } from '../../config/interface.ts'
import { hex } from '../../rules/wording.ts'
import { type SourceFile, startOfLineAt } from '../../text/source-file.ts'
import { type Span, span } from '../../text/span.ts'
import { prose } from '../markdown.ts'
import { bracedFields, type FieldText } from './element-text.ts'
import { freeCpu } from '../../board/free-interrupts.ts'
import { gicElement } from './interrupt-elements.ts'
import { type Completion, completion } from './item.ts'
import { communicationElement, ramElement, uartElement } from './memory-elements.ts'
import { rootFileText } from './new-root.ts'
import { type Around, namesKnownTo } from './situation.ts'
import { hole, indented, joined, template, type Template } from './template.ts'

const rootLabel = 'jailhouse-root'
const cellLabel = 'jailhouse-cell'

/** The word at the beginning of a line that such an item would replace; undefined where no other word could be meant. */
export function newFileWordAt(file: SourceFile, offset: number): Span | undefined {
  const { text } = file
  const start = startOfLineAt(text, offset)
  const word = text.slice(start, offset)
  const isMeant = 3 < word.length && [rootLabel, cellLabel].some((label) => label.startsWith(word))
  return isMeant ? span(file, start, offset) : undefined
}

/** What is known about the place where the new file is. */
export interface NewFile {
  readonly word: Span
  /** The configs of the folder and their boards. */
  readonly boards: readonly Board[]
  /** As the folder or the settings say. */
  readonly architecture: Architecture | undefined
}

export function newFileCompletions({ word, boards, architecture }: NewFile): readonly Completion[] {
  const name = word.file.path.replace(/^.*\//, '').replace(/\.c$/, '')
  const board = boardFor(name, boards)
  const machine = board?.root.architecture ?? architecture
  return [
    completion({
      label: rootLabel,
      kind: 'element',
      detail: 'a new root configuration',
      documentation: prose('The machine, the hypervisor and the root cell: what `jailhouse enable` takes.'),
      text: rootFileText(name, machine),
      replaces: word,
    }),
    completion({
      label: cellLabel,
      kind: 'element',
      detail: board ? `a new cell of ${fileNameOf(board)}` : 'a new cell configuration',
      documentation: prose(
        board
          ? 'With a CPU and memory that no other cell of the board has, and the console of the hypervisor.'
          : 'What `jailhouse cell create` takes.',
      ),
      text: cellFileText(name, board, machine),
      replaces: word,
    }),
  ]
}

/** The only board, or the one whose root has the longest name that the new one begins with. */
function boardFor(name: string, boards: readonly Board[]): Board | undefined {
  const [only, ...others] = boards
  if (others.length === 0) return only
  const named = boards.filter((board) => name.startsWith(fileNameOf(board).replace(/\.c$/, '')))
  return named.toSorted((a, b) => fileNameOf(b).length - fileNameOf(a).length)[0]
}

function fileNameOf({ root }: Board): string {
  return root.configuration.file.path.replace(/^.*\//, '')
}

function cellFileText(name: string, board: Board | undefined, machine: Architecture | undefined): Template {
  const around = aroundNewCell(board, machine)
  const { known } = around
  const regions = [ramElement(around), ...uartElement(around), ...communicationElement(around)]
  const isArm = machine !== 'x86'
  const port = isArm ? undefined : consolePort(board)
  const fields: readonly FieldText[] = [
    ['signature', 'JAILHOUSE_CELL_DESC_SIGNATURE'],
    ['architecture', architectureText(machine)],
    ['revision', 'JAILHOUSE_CONFIG_REVISION'],
    ['name', ['"', hole(name), '"']],
    ['flags', 'JAILHOUSE_CELL_PASSIVE_COMMREG'],
    ['cpu_set_size', 'sizeof(config.cpus)'],
    ['num_memory_regions', 'ARRAY_SIZE(config.mem_regions)'],
    [isArm ? 'num_irqchips' : 'num_pio_regions', `ARRAY_SIZE(config.${isArm ? 'irqchips' : 'pio_regions'})`],
    ['console', consoleText(board, around)],
  ]
  const last = isArm
    ? template`.irqchips = {
		${indented(indented(gicElement(around).text))},
	},`
    : template`.pio_regions = {
		PIO_RANGE(${port === undefined ? hole('0x2f8') : hole(hex(port))}, ${hole('8')}),
	},`
  return template`#include <jailhouse/types.h>
#include <jailhouse/cell-config.h>

struct {
	struct jailhouse_cell_desc cell;
	__u64 cpus[1];
	struct jailhouse_memory mem_regions[${`${regions.length}`}];
	struct ${isArm ? 'jailhouse_irqchip irqchips' : 'jailhouse_pio pio_regions'}[1];
} __attribute__((packed)) config = {
	.cell = ${indented(bracedFields('jailhouse_cell_desc', fields, known))},

	.cpus = { ${cpuText(board)} },

	.mem_regions = {
		${indented(
      indented(
        joined(
          regions.map(({ text }) => template`${text},`),
          '\n',
        ),
      ),
    )}
	},

	${last}
};
`
}

function aroundNewCell(board: Board | undefined, machine: Architecture | undefined): Around {
  return {
    cell: undefined,
    board,
    machine,
    isRoot: false,
    ownRegions: [],
    others: board?.cells ?? [],
    known: board
      ? namesKnownTo(board.root.configuration.translation)
      : { hasMacro: () => true, hasField: () => true },
  }
}

function architectureText(machine: Architecture | undefined): Template {
  const names = ['JAILHOUSE_ARM64', 'JAILHOUSE_ARM', 'JAILHOUSE_X86']
  return [machine ? constantOfArchitecture(machine) : hole(names[0], names)]
}

function cpuText(board: Board | undefined): Template {
  const cpu = board && freeCpu(board, board.cells)
  return ['1 << ', hole(`${cpu ?? 1}`)]
}

/** That of the hypervisor: inmates may print there, too. */
function consoleText(board: Board | undefined, { known }: Around): Template | undefined {
  const root = board?.root.configuration
  const { address, type, flags } = root?.system.debugConsole ?? {}
  if (!root || !address?.known || !type?.known || !flags?.known || address.value === 0n) return undefined
  const [kind] = decodeChoice(type.value, groupsNamed('console-type'), root.interface)
  const { named } = decodeFlags(flags.value, groupsNamed('console-flag'), root.interface)
  const fields: readonly FieldText[] = [
    ['address', hex(address.value)],
    ['type', kind?.name],
    ['flags', named.map(({ name }) => name).join(' | ') || undefined],
  ]
  return bracedFields('jailhouse_console', fields, known)
}

function groupsNamed(id: string): Parameters<typeof decodeChoice>[1] {
  return [constantGroup(id) ?? []].flat()
}

function consolePort(board: Board | undefined): bigint | undefined {
  const address = board?.root.configuration.system.debugConsole.address
  return address?.known && 0n < address.value && address.value < 0x10000n ? address.value : undefined
}
