/** Images for tests: of example configs, compiled by Warden itself; that these are gcc's bytes is tested elsewhere. */
import { imageOf } from '../../server/src/c/image.ts'
import type { FileAnalysis } from '../../server/src/workspace/analysis.ts'
import { type FileStore, memoryFiles } from '../../server/src/workspace/file-store.ts'
import { defaultSettings, type Settings } from '../../server/src/workspace/settings.ts'
import { type Check, createWorkspace, type Workspace } from '../../server/src/workspace/workspace.ts'

/** A small cell with an array of structs and one of unions. */
export const larkCell = `#include <jailhouse/types.h>
#include <jailhouse/cell-config.h>
struct {
  struct jailhouse_cell_desc cell;
  __u64 cpus[1];
  struct jailhouse_memory mem_regions[2];
  union jailhouse_stream_id stream_ids[2];
} __attribute__((packed)) config = {
  .cell = {
    .signature = JAILHOUSE_CELL_DESC_SIGNATURE,
    .architecture = JAILHOUSE_ARM64,
    .revision = JAILHOUSE_CONFIG_REVISION,
    .name = "lark-a",
    .flags = JAILHOUSE_CELL_PASSIVE_COMMREG,
    .cpu_set_size = sizeof(config.cpus),
    .num_memory_regions = ARRAY_SIZE(config.mem_regions),
    .num_stream_ids = ARRAY_SIZE(config.stream_ids),
  },
  .cpus = { 0x6 },
  .mem_regions = {
    { .phys_start = 0x3f000000, .size = 0x100000, .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_EXECUTE },
    { .phys_start = 0x3f200000, .virt_start = 0x200000, .size = 0x1000, .flags = JAILHOUSE_MEM_READ },
  },
  .stream_ids = { { .mmu500 = { .id = 7, .mask_out = 3 } }, { .id = 9 } },
};
`

/** The image of the only object in a text. */
export function imageOfText(text: string, path = '/somewhere/lark-a.c'): Uint8Array {
  const analysis = workspaceWith(memoryFiles({ [path]: text })).analysis(path)
  if (!analysis) throw new Error(`${path} got lost`)
  return imageOfAnalysis(analysis)
}

/** The image of the only object in an analysed file. */
export function imageOfAnalysis({ file, translation }: FileAnalysis): Uint8Array {
  const [object] = translation.objects
  const image = object && imageOf(object.type, object.value)
  if (image instanceof Uint8Array) return image
  throw new Error(`${file.path} has no image: ${image?.reason ?? 'it defines nothing'}`)
}

export function workspaceWith(
  files: FileStore,
  roots: readonly string[] = ['/'],
  settings: Partial<Settings> = {},
): Workspace {
  return createWorkspace({ files, settings: { ...defaultSettings, ...settings }, roots })
}

export const imagePath = '/somewhere/lark-a.cell'

/** One image, checked by itself. */
export function checkImage(bytes: Uint8Array): Check {
  return workspaceWith(memoryFiles({ [imagePath]: bytes })).check([imagePath])
}

/** The ids of the findings of an image, in reading order; that it has no root is no news where it is checked by itself. */
export function rulesFound(bytes: Uint8Array): readonly string[] {
  return rulesOf(checkImage(bytes))
}

/** The same of a check of one image in any place: what a cell so small lacks is no matter here. */
export function rulesOf({ findings }: Check): readonly string[] {
  return findings.map(({ rule }) => rule).filter((rule) => !lacking.has(rule))
}

const lacking: ReadonlySet<string> = new Set([
  'cell-without-root',
  'comm-region-missing',
  'reset-address-not-loadable',
])
