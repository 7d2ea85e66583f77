/** New configs: to whom they are offered, and that what is put in is right as far as it can be. */
import { describe, expect, test } from 'vitest'
import { boardOf } from '../../../server/src/board/board.ts'
import type { Board } from '../../../server/src/board/board.ts'
import { newFileCompletions, newFileWordAt } from '../../../server/src/ide/completion/new-files.ts'
import { plainText, snippetText } from '../../../server/src/ide/completion/template.ts'
import type { Architecture } from '../../../server/src/config/interface.ts'
import { sourceFile } from '../../../server/src/text/source-file.ts'
import { spanText } from '../../../server/src/text/span.ts'
import { analyse } from '../../../server/src/workspace/analysis.ts'
import { memoryFiles } from '../../../server/src/workspace/file-store.ts'
import { defaultSettings } from '../../../server/src/workspace/settings.ts'
import { createWorkspace } from '../../../server/src/workspace/workspace.ts'
import { cellConfig, rootConfig } from '../hovered.ts'

const root = rootConfig.replace(
  '.platform_info =',
  '.debug_console = { .address = 0x10000000, .size = 0x1000, .type = JAILHOUSE_CON_TYPE_PL011, .flags = 1 },\n.platform_info =',
)

function boardWith(...cells: readonly string[]): Board {
  const [system, ...others] = [root, ...cells].flatMap(
    (text, index) =>
      analyse(sourceFile(`/board/board${index === 0 ? '' : `-${index}`}.c`, text), {
        files: memoryFiles({}),
        settings: { ...defaultSettings, architecture: 'arm64' },
        roots: ['/'],
      }).configurations,
  )
  if (system?.kind !== 'system') throw new Error('the root is none')
  return boardOf(
    system,
    others.flatMap((one) => (one.kind === 'cell' ? [one] : [])),
  )
}

function offered(boards: readonly Board[], architecture?: Architecture, path = '/board/board-new.c') {
  const word = newFileWordAt(sourceFile(path, 'jailhouse-'), 10)
  if (!word) throw new Error('nothing is offered')
  return newFileCompletions({ word, boards, architecture })
}

describe('who is asked', () => {
  test.each([
    ['jail', 'jail'],
    ['jailhouse-root', 'jailhouse-root'],
    ['jailhouse-ce', 'jailhouse-ce'],
    ['/* a driver */\nint a;\njailhouse', 'jailhouse'],
    ['', undefined],
    ['jai', undefined],
    ['jailhouse_', undefined],
    ['jailhouse-rooted', undefined],
    ['int jail', undefined],
    ['\tjail', undefined],
  ])('behind %j: %s', (text, expected) => {
    const word = newFileWordAt(sourceFile('/a.c', text), text.length)
    expect(word && spanText(word)).toBe(expected)
  })
})

describe('a new cell', () => {
  test('on a board has what nobody else has', () => {
    const other = cellConfig({
      header: '.name = "other",',
      body: '.cpus = { 8 },\n.mem_regions = { { 0x90000000, 0, 0x200000, JAILHOUSE_MEM_READ } },',
    })
    const [, cell] = offered([boardWith(other)])
    expect(cell?.detail).toBe('a new cell of board.c')
    expect(cell && snippetText(cell.text)).toMatchInlineSnapshot(`
      "#include <jailhouse/types.h>
      #include <jailhouse/cell-config.h>

      struct {
      	struct jailhouse_cell_desc cell;
      	__u64 cpus[1];
      	struct jailhouse_memory mem_regions[3];
      	struct jailhouse_irqchip irqchips[1];
      } __attribute__((packed)) config = {
      	.cell = {
      		.signature = JAILHOUSE_CELL_DESC_SIGNATURE,
      		.architecture = JAILHOUSE_ARM64,
      		.revision = JAILHOUSE_CONFIG_REVISION,
      		.name = "\${1:board-new}",
      		.flags = JAILHOUSE_CELL_PASSIVE_COMMREG,
      		.cpu_set_size = sizeof(config.cpus),
      		.num_memory_regions = ARRAY_SIZE(config.mem_regions),
      		.num_irqchips = ARRAY_SIZE(config.irqchips),
      		.console = {
      			.address = 0x10000000,
      			.type = JAILHOUSE_CON_TYPE_PL011,
      			.flags = JAILHOUSE_CON_ACCESS_MMIO,
      		},
      	},

      	.cpus = { 1 << \${2:2} },

      	.mem_regions = {
      		/* RAM */ {
      			.phys_start = \${3:0x90200000},
      			.virt_start = \${4:0},
      			.size = \${5:0x100000},
      			.flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE |
      				 JAILHOUSE_MEM_EXECUTE | JAILHOUSE_MEM_LOADABLE,
      		},
      		/* UART */ {
      			.phys_start = \${6:0x10000000},
      			.virt_start = \${7:0x10000000},
      			.size = \${8:0x1000},
      			.flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE |
      				 JAILHOUSE_MEM_IO | JAILHOUSE_MEM_ROOTSHARED,
      		},
      		/* communication region */ {
      			.virt_start = \${9:0x80000000},
      			.size = 0x1000,
      			.flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_COMM_REGION,
      		},
      	},

      	.irqchips = {
      		{
      			.address = 0x20000000,
      			.pin_base = 32,
      			.pin_bitmap = { \${10:0} },
      		},
      	},
      };
      "
    `)
  })

  test('has no errors on its board', () => {
    const [, cell] = offered([boardWith()])
    const files = { '/board/board.c': root, '/board/board-new.c': cell ? plainText(cell.text) : '' }
    const workspace = createWorkspace({ files: memoryFiles(files), settings: defaultSettings, roots: ['/'] })
    const { findings, boards } = workspace.check(['/board/board-new.c'])
    expect(boards).toHaveLength(1)
    expect(findings.filter(({ severity }) => severity === 'error').map(({ rule }) => rule)).toEqual([])
  })

  test.each(['x86', 'arm', 'arm64'] as const)(
    'without a board is one for %s all the same',
    (architecture) => {
      const [system, cell] = offered([], architecture)
      for (const item of [system, cell]) {
        const text = item ? plainText(item.text) : ''
        const { configurations, translation } = analyse(sourceFile('/a/a.c', text), {
          files: memoryFiles({}),
          settings: { ...defaultSettings, architecture },
          roots: ['/'],
        })
        expect(translation.complaints).toEqual([])
        expect(configurations.map((one) => one.architecture)).toEqual([architecture])
        for (const array of [configurations[0]?.memory, configurations[0]?.pio, configurations[0]?.irqchips])
          expect(array?.count).toMatchObject({ known: true, value: BigInt(array?.writtenLength ?? -1) })
      }
    },
  )

  test('of a machine that nobody has named is a choice', () => {
    const [, cell] = offered([])
    expect(cell && snippetText(cell.text)).toContain('${1|JAILHOUSE_ARM64,JAILHOUSE_ARM,JAILHOUSE_X86|}')
  })

  test('is on the board whose name it begins with', () => {
    const board = boardWith()
    const other = {
      ...board,
      root: {
        ...board.root,
        configuration: { ...board.root.configuration, file: sourceFile('/board/other.c', '') },
      },
    }
    expect(offered([other, board])[1]?.detail).toBe('a new cell of board.c')
    expect(offered([other, board], undefined, '/board/new.c')[1]?.detail).toBe('a new cell configuration')
  })
})
