/** Images among the files of a folder: which of them are on a board, and which are looked at alone. */
import { expect, test } from 'vitest'
import { memoryFiles } from '../../server/src/workspace/file-store.ts'
import { lark, larkCell } from '../cli/configs.ts'
import { imageOfAnalysis, imageOfText, workspaceWith } from '../config/images.ts'
import { oldCell, oldHeader, types } from '../config/other-interfaces.ts'

const rootImage = imageOfText(lark, '/board/lark.c')
const cellImage = imageOfText(larkCell('0x2'), '/board/lark-a.c')
const wrongImage = imageOfText(larkCell('0x20'), '/board/lark-a.c')

function workspaceOf(contents: Readonly<Record<string, string | Uint8Array>>) {
  return workspaceWith(memoryFiles(contents))
}

test('a board can be made of images only', () => {
  const workspace = workspaceOf({ '/board/lark.cell': rootImage, '/board/lark-a.cell': wrongImage })
  expect(workspace.configsIn('/board')).toEqual(['/board/lark-a.cell', '/board/lark.cell'])
  const { boards, findings } = workspace.check(workspace.configsIn('/'))
  expect(boards[0]?.members.cells[0]).toMatchObject({ because: 'its file name continues lark' })
  expect(findings.map(({ rule, file }) => [rule, file.path])).toContainEqual([
    'cpu-not-in-root',
    '/board/lark-a.cell',
  ])
})

test('a cell in C is checked against a root that is an image', () => {
  const workspace = workspaceOf({ '/board/lark.cell': rootImage, '/board/lark-a.c': larkCell('0x20') })
  const { findings } = workspace.check(['/board/lark-a.c'])
  const [finding] = findings.filter(({ rule }) => rule === 'cpu-not-in-root')
  expect(finding?.related[0]?.span.file.path).toBe('/board/lark.cell')
})

test('an image beside its source is no second member of the board', () => {
  const workspace = workspaceOf({
    '/board/lark.c': lark,
    '/board/lark-a.c': larkCell('0x2'),
    '/board/lark-a.cell': cellImage,
  })
  expect(workspace.configsOf('/board')).toEqual(['/board/lark-a.c', '/board/lark.c'])
  const { boards, orphans } = workspace.check(['/board/lark.c'])
  expect(boards[0]?.members.cells).toHaveLength(1)
  expect(orphans).toEqual([])
})

test('an image beside its source is checked alone when it is named', () => {
  const workspace = workspaceOf({
    '/board/lark.c': lark,
    '/board/lark-a.c': larkCell('0x2'),
    '/board/lark-a.cell': cellImage.slice(0, -1),
  })
  const { boards, orphans, findings } = workspace.check(['/board/lark-a.cell'])
  expect(boards).toEqual([])
  expect(orphans.map(({ file }) => file.path)).toEqual(['/board/lark-a.cell'])
  expect(findings.map(({ rule }) => rule)).toEqual(['cell-without-root', 'image-truncated'])
})

test('so is one that a section of a source is named after', () => {
  const section = '__attribute__((section(".cell.first")))'
  const source = larkCell('0x2').replace('config = {', `config ${section} = {`)
  const workspace = workspaceOf({ '/board/lark-a.c': source, '/board/first.cell': cellImage })
  expect(workspace.configsOf('/board')).toEqual(['/board/lark-a.c'])
})

test('a source that is no config has no image', () => {
  const workspace = workspaceOf({ '/board/lark.c': 'int main(void);\n', '/board/lark.cell': rootImage })
  expect(workspace.configsOf('/board')).toEqual(['/board/lark.cell'])
})

test('an image is read again when it has changed', () => {
  const contents: Record<string, Uint8Array> = { '/board/lark-a.cell': cellImage }
  const files = {
    ...memoryFiles({}),
    readBytes: (path: string) => contents[path],
  }
  const workspace = workspaceWith(files)
  const before = workspace.analysis('/board/lark-a.cell')
  expect(workspace.analysis('/board/lark-a.cell')).toBe(before)
  contents['/board/lark-a.cell'] = wrongImage
  const after = workspace.analysis('/board/lark-a.cell')
  expect(after?.file.text).toContain('cpus[0] = 0x20 (CPU 5)')
  delete contents['/board/lark-a.cell']
  expect(workspace.analysis('/board/lark-a.cell')).toBeUndefined()
})

test('an image is read with what the settings define or include in front of every config', () => {
  const header = oldHeader.replace('char name[32];', '$&\n#ifdef WITH_SPARE\n  __u32 spare;\n#endif\n')
  const files = memoryFiles({
    '/tree/include/jailhouse/types.h': types,
    '/tree/include/jailhouse/cell-config.h': header,
    '/tree/vendor.h': '#define WITH_SPARE\n',
    '/tree/configs/x86/old.c': oldCell,
  })
  const settings = [{ preIncludes: ['/tree/vendor.h'] }, { defines: { WITH_SPARE: '1' } }]
  for (const setting of settings) {
    const built = workspaceWith(files, ['/'], setting).analysis('/tree/configs/x86/old.c')
    const path = '/tree/configs/x86/old.cell'
    const contents: Record<string, Uint8Array> = built ? { [path]: imageOfAnalysis(built) } : {}
    const images = { ...files, readBytes: (wanted: string) => contents[wanted] }
    expect(contents[path]).toHaveLength(64 + 8 + 32 + 0x2000)
    const read = workspaceWith(images, ['/'], setting).analysis(path)
    expect(read?.file.text).toContain('cell.spare = 0')
    expect(read?.configurations[0]?.memory.items[0]?.physStart).toMatchObject({ value: 0x1000n })
    // Without the setting the fields lie elsewhere.
    expect(workspaceWith(images).analysis(path)?.file.text).not.toContain('cell.spare')
  }
})
