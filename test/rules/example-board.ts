/**
 * Completes an example: from the few lines that show a fault to the C files of a whole board, so that rules can be
 * run on it.
 *
 * An example is one or more parts. A line `//- …` begins a part and says what it is; what stands before the first
 * such line is a cell.
 *
 * | line | the part is |
 * |---|---|
 * | `//- cell`, `//- cell linux.c` | a fragment of a cell config |
 * | `//- root` | a fragment of the root config; without one the standard root below is used as it is |
 * | `//- x86 cell`, `//- x86 root` | the same; the whole board is x86 then, otherwise arm64 |
 * | `//- /folder/file.c` | a complete file with this path; then no root is added |
 * | `//- /folder/file.cell` | the same, an image, written as `hexdump -C` shows it |
 *
 * A line `//- concurrent linux.c rtos.c` is none of a part: it says, as `warden.json` would, that these cells of the
 * standard root run at the same time. Likewise `//- rootConsole 0x90001000` says where Linux in its root cell prints.
 *
 * A part that holds an `#include` is a complete file as well, whatever its line says.
 *
 * A fragment is a run of initialisers, as they stand between the braces of `config = { … }`. Completion adds
 * - the wrapper struct: the header, and each array that is initialised, with as many elements as are written;
 * - `.cell.signature`, `.architecture`, `.revision`, `.name` (that of the file, here `cell` or `linux`), `.flags`
 *   (passive communication region), and the size or count of each array; each only if the fragment lacks it;
 * - `.cpus`, if the fragment lacks it: the first cell gets CPU 1, the second one CPU 2, the third one CPU 3.
 *
 * A cell gets nothing else: no memory, no interrupts. In a fragment of a root `.cell.` stands for the root cell's
 * description and `.header.` for the system's. A field or an array that a root fragment gives replaces that of the
 * standard root; the others stay.
 *
 * The standard root is `example.c`, the cells beside it `example-cell.c`, `example-linux.c` and so on:
 *
 * | | arm64 | x86 |
 * |---|---|---|
 * | CPUs | 0 to 3 | 0 to 3 |
 * | RAM of root | 0x00000000-0x7bffffff | 0x00000000-0x7bffffff |
 * | hypervisor | 0x7c000000-0x7c3fffff | 0x7c000000-0x7fffffff |
 * | devices of root | 0x90000000-0x9fffffff | 0x90000000-0x9fffffff |
 * | debug console | PL011 at 0x90000000 | 8250 at ports 0x3f8-0x3ff |
 * | interrupts | GICv3, GICD 0xa0000000, GICR 0xa0100000, SPI 0 to 255 | I/O APIC 0xfec00000, pins 0 to 23 |
 * | PCI | virtual, 0xb0000000-0xb00fffff, domain 1 | 0xe0000000-0xefffffff |
 * | IOMMU | none | VT-d at 0xfed90000 |
 * | ports of root | | all but 0xcf8-0xcff; the PM timer is at 0x1808 |
 */
import { type ArrayKind, arrayOrder, factsOf } from '../../server/src/config/arrays.ts'
import { fieldOf, viewOf, writtenLengthOf } from '../../server/src/config/view.ts'
import { sourceFile } from '../../server/src/text/source-file.ts'
import { analyse } from '../../server/src/workspace/analysis.ts'
import { memoryFiles } from '../../server/src/workspace/file-store.ts'
import { defaultSettings } from '../../server/src/workspace/settings.ts'
import { type Part, partsOf, standardRootPath } from './example-parts.ts'
import { type DumpedImage, imageOfDump } from './hex-dump.ts'
import { type Field, standardCell, standardRoot } from './standard-configs.ts'

/** A file of a completed example. */
export interface ExampleFile {
  readonly path: string
  readonly text: string
  /** Set for an image, whose text is a dump. */
  readonly image?: DumpedImage
  /** Where a line of the file stands in the example; undefined for what completion added. Both count from 0. */
  readonly exampleLineOf: (line: number) => number | undefined
}

/** The files of the board that an example stands for. Throws when a `//-` line says nothing that is known. */
export function exampleBoard(example: string): readonly ExampleFile[] {
  const { architecture, parts, hasRoot } = partsOf(example)
  const root: Part = { kind: 'root', path: standardRootPath, text: '', firstLine: 0 }
  const cells = parts.filter(({ kind }) => kind === 'cell')
  return [...(hasRoot ? [] : [root]), ...parts].map((part) => {
    if (part.kind === 'file') {
      const file = exampleFile(part, { before: '', fragment: part.text, behind: '' })
      return part.path.endsWith('.cell') ? { ...file, image: imageOfDump(part.text) } : file
    }
    if (part.kind === 'root') return completed(part, standardRoot(architecture))
    const name = part.path.replace(/^.*\/example-|\.c$/g, '')
    return completed(part, standardCell(architecture, name, cells.indexOf(part)))
  })
}

/** The members of the wrapper struct, with the type of their elements. */
const arrays: Readonly<Record<ArrayKind, { readonly member: string; readonly type: string }>> = {
  cpus: { member: 'cpus', type: '__u64' },
  memory: { member: 'mem_regions', type: 'struct jailhouse_memory' },
  caches: { member: 'cache_regions', type: 'struct jailhouse_cache' },
  irqchips: { member: 'irqchips', type: 'struct jailhouse_irqchip' },
  pio: { member: 'pio_regions', type: 'struct jailhouse_pio' },
  pciDevices: { member: 'pci_devices', type: 'struct jailhouse_pci_device' },
  pciCaps: { member: 'pci_caps', type: 'struct jailhouse_pci_capability' },
  streamIds: { member: 'stream_ids', type: 'union jailhouse_stream_id' },
}

function completed(part: Part, defaults: readonly Field[]): ExampleFile {
  const header = part.kind === 'root' ? '.header.root_cell' : '.cell'
  const fragment = part.text.replace(/(?<!\w)\.cell\./g, `${header}.`)
  const given = designatorsIn(fragment)
  const isGiven = ([designator]: Field): boolean => given.some((path) => isInside(path, designator))
  const fields = defaults.filter((field) => !isGiven(field))
  const kinds = arrayOrder.filter((kind) =>
    [...given, ...fields.map(([designator]) => designator)].some((path) =>
      isInside(`.${arrays[kind].member}`, path),
    ),
  )
  const counts = kinds.map((kind): Field => [`${header}.${factsOf(kind).countField}`, countOf(kind)])
  const all = [...fields, ...counts.filter((count) => !isGiven(count))]
  const lengths = lengthsIn(
    pieces(part, kinds, all, fragment, () => longest),
    kinds,
  )
  return exampleFile(
    part,
    pieces(part, kinds, all, fragment, (kind) => lengths.get(kind) ?? 0),
  )
}

/** A completed file: the fragment, and what completion has put around it. */
interface Pieces {
  readonly before: string
  readonly fragment: string
  readonly behind: string
}

function pieces(
  part: Part,
  kinds: readonly ArrayKind[],
  fields: readonly Field[],
  fragment: string,
  lengthOf: (kind: ArrayKind) => number,
): Pieces {
  const header = part.kind === 'root' ? 'struct jailhouse_system header' : 'struct jailhouse_cell_desc cell'
  const members = kinds.map((kind) => `${arrays[kind].type} ${arrays[kind].member}[${lengthOf(kind)}]`)
  const before = [
    '#include <jailhouse/types.h>',
    '#include <jailhouse/cell-config.h>',
    'struct {',
    ...[header, ...members].map((member) => `  ${member};`),
    '} __attribute__((packed)) config = {',
    ...fields.map(([designator, initializer]) => `  ${designator} = ${initializer},`),
    '',
  ]
  return { before: before.join('\n'), fragment, behind: '\n};\n' }
}

function exampleFile(part: Part, { before, fragment, behind }: Pieces): ExampleFile {
  const first = before.split('\n').length - 1
  const count = fragment.split('\n').length
  return {
    path: part.path,
    text: before + fragment + behind,
    exampleLineOf: (line) => {
      const within = line - first
      return 0 <= within && within < count ? part.firstLine + within : undefined
    },
  }
}

function countOf(kind: ArrayKind): string {
  return kind === 'cpus' ? 'sizeof(config.cpus)' : `ARRAY_SIZE(config.${arrays[kind].member})`
}

/** More elements than any example has. */
const longest = 256

/** How many elements of each array are written. Macros and designators decide about it, so the front end counts. */
function lengthsIn(
  { before, fragment, behind }: Pieces,
  kinds: readonly ArrayKind[],
): ReadonlyMap<ArrayKind, number> {
  const file = sourceFile('/example/measured.c', before + fragment + behind)
  const { translation } = analyse(file, { files: memoryFiles({}), settings: defaultSettings, roots: [] })
  const config = translation.objects.find(({ name }) => name.text === 'config')
  const view = config && viewOf(config.type, config.value)
  return new Map(
    kinds.map((kind) => {
      const array = view && fieldOf(view, arrays[kind].member)
      return [kind, array ? writtenLengthOf(array) : 0]
    }),
  )
}

/** All `.a.b.c` in front of a `=`, up to an index. Those inside of elements are among them and do no harm. */
function designatorsIn(fragment: string): readonly string[] {
  const matches = fragment.matchAll(/(?<![\w)\]])((?:\.[a-z]\w*)+)[\w[\].\s]*=/g)
  return [...matches].map(([, path = '']) => path)
}

/** Whether a designator names `outer` or a part of it. */
function isInside(outer: string, designator: string): boolean {
  return designator === outer || designator.startsWith(`${outer}.`)
}
