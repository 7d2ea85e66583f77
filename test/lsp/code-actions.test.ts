/** Code actions through the protocol: what is offered where, and that making it mends the fault. */
import { type CodeAction, CodeActionTriggerKind } from 'vscode-languageserver'
import { expect, test } from 'vitest'
import { filesOf, right, root, sharedRam } from './boards.ts'
import { type Editor, openEditor, uriOf } from './editor.ts'
import { diagnosticsOf } from './shown.ts'

const revision = 'JAILHOUSE_CONFIG_REVISION'
const signature = 'JAILHOUSE_CELL_DESC_SIGNATURE'

async function faultyEditor(initializationOptions: unknown = {}): Promise<Editor> {
  const editor = await openEditor({ files: sharedRam, initializationOptions })
  await editor.open(right)
  await editor.edit(right, signature, 'JAILHOUSE_SYSTEM_SIGNATURE')
  return editor
}

async function actions(
  editor: Editor,
  place: string,
  only?: readonly string[],
  {
    length = 0,
    triggerKind,
  }: { readonly length?: number; readonly triggerKind?: CodeActionTriggerKind } = {},
): Promise<readonly CodeAction[]> {
  const before = editor.textOf(right).slice(0, editor.textOf(right).indexOf(place)).split('\n')
  const position = { line: before.length - 1, character: before.at(-1)?.length ?? 0 }
  const diagnostics = await diagnosticsOf(editor, right)
  return editor.request('textDocument/codeAction', {
    textDocument: { uri: uriOf(right) },
    range: { start: position, end: { ...position, character: position.character + length } },
    context: { diagnostics, ...(only && { only }), ...(triggerKind && { triggerKind }) },
  })
}

async function make(editor: Editor, { edit }: CodeAction): Promise<void> {
  const [change] = edit?.changes?.[uriOf(right)] ?? []
  if (!change) throw new Error('the action changes nothing')
  const lines = editor.textOf(right).split('\n')
  const line = lines[change.range.start.line] ?? ''
  const before = change.newText.endsWith('\n')
    ? line
    : line.slice(change.range.start.character, change.range.end.character)
  await editor.edit(right, before, change.newText.endsWith('\n') ? change.newText + line : change.newText)
}

test('a fix is offered for the finding that it mends, and mends it', async () => {
  const editor = await faultyEditor()
  const [fix, suppress] = await actions(editor, 'JAILHOUSE_SYSTEM_SIGNATURE')
  expect(fix?.title).toBe(`Write \`${signature}\``)
  expect(fix?.isPreferred).toBe(true)
  expect(fix?.diagnostics?.map(({ code }) => code)).toEqual(['signature-mismatch'])
  expect(suppress?.title).toBe('Suppress signature-mismatch here, with a reason')
  if (fix) await make(editor, fix)
  expect(editor.textOf(right)).toContain(`.signature = ${signature}`)
  expect((await diagnosticsOf(editor, right)).map(({ code }) => code)).not.toContain('signature-mismatch')
})

test('a comment that suppresses asks for its reason', async () => {
  const editor = await faultyEditor()
  const [, suppress] = await actions(editor, 'JAILHOUSE_SYSTEM_SIGNATURE')
  if (suppress) await make(editor, suppress)
  const codes = async () => (await diagnosticsOf(editor, right)).map(({ code }) => code)
  expect(await codes()).toEqual(expect.arrayContaining(['signature-mismatch', 'suppression-without-reason']))
  await editor.edit(right, 'warden-ignore signature-mismatch:', 'warden-ignore signature-mismatch: a test')
  expect(await codes()).not.toEqual(expect.arrayContaining(['signature-mismatch']))
})

test('all safe fixes are made at once when that is what the editor asks for', async () => {
  const editor = await faultyEditor()
  const [all, ...others] = await actions(editor, revision, ['source.fixAll'])
  expect(others).toEqual([])
  expect(all?.kind).toBe('source.fixAll.warden')
  if (all) await make(editor, all)
  expect(editor.textOf(right)).toContain(`.signature = ${signature}`)
})

test('where nothing was found nothing is offered', async () => {
  const editor = await faultyEditor()
  expect(await actions(editor, revision)).toEqual([])
})

const rulePages = 'file:///docs/rules'

test('the page about a finding is offered to a client that opens it', async () => {
  const editor = await faultyEditor({ rulePages, hasCommands: true })
  const offered = await actions(editor, 'JAILHOUSE_SYSTEM_SIGNATURE')
  const page = offered.find(({ command }) => command)
  expect(page).toMatchObject({
    title: 'Open the page about signature-mismatch',
    kind: 'quickfix',
    command: { command: 'warden.openPage', arguments: [`${rulePages}/signature-mismatch.md`] },
  })
  expect(page?.diagnostics?.map(({ code }) => code)).toEqual(['signature-mismatch'])
})

test.each([{}, { rulePages }, { hasCommands: true }])('it is not offered to one with %j', async (options) => {
  const offered = await actions(await faultyEditor(options), 'JAILHOUSE_SYSTEM_SIGNATURE')
  expect(offered.filter(({ command }) => command)).toEqual([])
  expect(offered.length).toBeGreaterThan(0)
})

const lonely = '/example/other-cell.c'

/** What is offered at the name of a config. */
async function actionsAtConfig(editor: Editor, path: string): Promise<readonly CodeAction[]> {
  const [finding] = (await diagnosticsOf(editor, path)).filter(({ code }) => code === 'cell-without-root')
  if (!finding) throw new Error('the cell has a root')
  return editor.request('textDocument/codeAction', {
    textDocument: { uri: uriOf(path) },
    range: finding.range,
    context: { diagnostics: [finding] },
  })
}

test.each([true, false])(
  'a cell without a root asks for one where a client knows how: %j',
  async (hasCommands) => {
    const editor = await openEditor({
      files: { [lonely]: sharedRam[right] ?? '' },
      initializationOptions: { hasCommands },
    })
    await editor.open(lonely)
    const commands = (await actionsAtConfig(editor, lonely)).flatMap(({ command }) => command ?? [])
    expect(commands.map(({ command, arguments: given }) => [command, given])).toEqual(
      hasCommands ? [['warden.chooseRoot', [uriOf(lonely)]]] : [],
    )
  },
)

function deviceText(id: number, slot: number, start: number): string {
  return `{ .type = JAILHOUSE_PCI_TYPE_IVSHMEM, .bar_mask = JAILHOUSE_IVSHMEM_BAR_MASK_INTX, .bdf = ${slot} << 3,
    .shmem_regions_start = ${start}, .shmem_dev_id = ${id}, .shmem_peers = 2 },`
}

function linksText(id: number): string {
  return `.mem_regions = {
  JAILHOUSE_SHMEM_NET_REGIONS(0x70000000, ${id}),
  JAILHOUSE_SHMEM_NET_REGIONS(0x70100000, ${id}),
},
.pci_devices = { ${deviceText(id, 1, 0)} ${deviceText(id, 5, 4)} },`
}

test('a fix that changes other files as well says so, and has the edits of all of them', async () => {
  const files = filesOf(`//- root\n${linksText(0)}\n//- cell right.c\n${linksText(1)}`)
  const editor = await openEditor({ files })
  await editor.open(right)
  const [move] = await actions(editor, '5 << 3')
  expect(move?.title).toBe('Move the device to 00:02.0 (0x10), also in example.c')
  const changes = Object.entries(move?.edit?.changes ?? {}).map(([uri, edits]) => [
    uri,
    edits.map(({ newText }) => newText),
  ])
  expect(Object.fromEntries(changes)).toEqual({ [uriOf(right)]: ['2 << 3'], [uriOf(root)]: ['2 << 3'] })
})

const count = 'num_memory_regions = '

async function countingEditor(): Promise<Editor> {
  const editor = await openEditor({ files: sharedRam })
  await editor.open(right)
  await editor.edit(right, `${count}ARRAY_SIZE(config.mem_regions)`, `${count}2`)
  return editor
}

test('something is written otherwise where nothing is wrong', async () => {
  const editor = await countingEditor()
  const [rewrite, ...others] = await actions(editor, count)
  expect(rewrite?.title).toBe('Write `ARRAY_SIZE(config.mem_regions)`')
  expect(rewrite?.kind).toBe('refactor.rewrite.length.count')
  expect(others).toEqual([])
  expect(rewrite?.edit?.changes?.[uriOf(right)]?.map(({ newText }) => newText)).toEqual([
    'ARRAY_SIZE(config.mem_regions)',
  ])
})

test('an editor may ask for rewrites only, for some of them, or for none', async () => {
  const editor = await countingEditor()
  const kinds = async (...only: readonly string[]) =>
    (await actions(editor, count, only)).map(({ kind }) => kind)
  for (const only of [
    'refactor',
    'refactor.rewrite',
    'refactor.rewrite.length',
    'refactor.rewrite.length.count',
  ])
    expect(await kinds(only)).toEqual(['refactor.rewrite.length.count'])
  for (const only of ['quickfix', 'refactor.extract', 'refactor.rewrite.number', 'source'])
    expect(await kinds(only)).toEqual([])
})

test('a cursor on its way is not told of them, unless it selects', async () => {
  const editor = await countingEditor()
  const triggerKind = CodeActionTriggerKind.Automatic
  expect(await actions(editor, count, undefined, { triggerKind })).toEqual([])
  expect(await actions(editor, count, undefined, { triggerKind, length: 3 })).toHaveLength(1)
  expect(
    await actions(editor, count, undefined, { triggerKind: CodeActionTriggerKind.Invoked }),
  ).toHaveLength(1)
})

test('what a fix does is not offered a second time', async () => {
  const editor = await openEditor({ files: sharedRam })
  await editor.open(right)
  await editor.edit(right, 'mem_regions[2];', 'mem_regions[3];')
  const offered = await actions(editor, '3];')
  const edits = offered.map(({ edit }) => JSON.stringify(edit?.changes))
  expect(offered.map(({ kind }) => kind)).toContain('quickfix')
  expect(new Set(edits).size).toBe(edits.length)
  expect(edits.filter((edit) => edit?.includes('"newText":"2"'))).toHaveLength(1)
})
