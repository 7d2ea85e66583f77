/** Diagnostics of every config in the folders of the workspace, for a client that asks about them. */
import {
  CancellationTokenSource,
  LSPErrorCodes,
  type PreviousResultId,
  type WorkspaceDiagnosticReport,
} from 'vscode-languageserver'
import { expect, test } from 'vitest'
import { filesOf, left, right, root, sharedRam, wrongCpu } from './boards.ts'
import { type Editor, openEditor, uriOf } from './editor.ts'
import { refusalOf } from './shown.ts'

const deeper = '/example/more/deeper.c'
const files = {
  ...wrongCpu,
  [deeper]: wrongCpu[left] ?? '',
  '/example/main.c': 'int main(void) { return 0; }\n',
  '/example/node_modules/x/left.c': wrongCpu[left] ?? '',
  '/elsewhere/left.c': wrongCpu[left] ?? '',
}

test('every config in the folders is reported, whether it is open or not', async () => {
  const editor = await openEditor({ files })
  await editor.open(left)
  expect(summary(await ask(editor))).toEqual([
    [left, 'cpu-not-in-root', 1],
    [root, '', null],
    [deeper, 'cell-without-root', null],
  ])
})

test('who has it all already is told that nothing has changed', async () => {
  const editor = await openEditor({ files })
  const first = await ask(editor)
  const second = await ask(editor, first)
  expect(second.items.map(({ kind }) => kind)).toEqual(['unchanged', 'unchanged', 'unchanged'])
})

test('a client that keeps asking is answered when there is something new', async () => {
  const editor = await openEditor({ files })
  await editor.open(left)
  const first = await ask(editor)
  const { answer, hasAnswered } = keepAsking(editor, first)
  await editor.edit(left, '"left"', '"still left"')
  await editor.roundTrip()
  expect(hasAnswered()).toBe(false)
  await editor.edit(left, '0b100000', '0b10')
  expect(summary(await answer)).toEqual([
    [left, '', 3],
    [root, 'unchanged', null],
    [deeper, 'unchanged', null],
  ])
})

test('a question that is kept open ends when it is cancelled', async () => {
  const editor = await openEditor({ files })
  const source = new CancellationTokenSource()
  const { answer } = keepAsking(editor, await ask(editor), source)
  const refusal = refusalOf(answer)
  await editor.roundTrip()
  source.cancel()
  expect(await refusal).toBe(LSPErrorCodes.RequestCancelled)
})

test('configs that appear and disappear on the disk are noticed', async () => {
  const editor = await openEditor({ files })
  const first = await ask(editor)
  editor.disk.write(deeper, undefined)
  editor.disk.write(right, sharedRam[right] ?? '')
  await editor.notify('workspace/didChangeWatchedFiles', {
    changes: [
      { uri: uriOf(deeper), type: 3 },
      { uri: uriOf(right), type: 1 },
    ],
  })
  await editor.take('workspace/diagnostic/refresh')
  expect(summary(await ask(editor, first))).toEqual([
    [left, 'unchanged', null],
    [right, expect.any(String), null],
    [root, 'unchanged', null],
    [deeper, '', null],
  ])
})

test('folders come and go', async () => {
  const editor = await openEditor({ files })
  const first = await ask(editor)
  await editor.notify('workspace/didChangeWorkspaceFolders', {
    event: {
      added: [{ uri: uriOf('/elsewhere'), name: 'elsewhere' }],
      removed: [{ uri: uriOf('/example'), name: 'example' }],
    },
  })
  await editor.take('workspace/diagnostic/refresh')
  expect(summary(await ask(editor, { items: [] }))).toEqual([
    ['/elsewhere/left.c', 'cell-without-root', null],
  ])
  expect(first.items).toHaveLength(3)
})

test('the cells of several boards do not mix', async () => {
  const boards = {
    ...filesOf('.cpus = { 0b10 },\n.cell.console.type = JAILHOUSE_CON_TYPE_NONE,'),
    '/example/more/left.c': wrongCpu[left] ?? '',
  }
  const editor = await openEditor({ files: boards })
  expect(summary(await ask(editor)).map(([, codes]) => codes)).toEqual(['', '', 'cell-without-root'])
})

function ask(editor: Editor, before?: WorkspaceDiagnosticReport): Promise<WorkspaceDiagnosticReport> {
  return editor.request('workspace/diagnostic', { previousResultIds: idsOf(before) })
}

interface OpenQuestion {
  readonly answer: Promise<WorkspaceDiagnosticReport>
  readonly hasAnswered: () => boolean
}

/** Asks as a client does that takes partial results. */
function keepAsking(
  editor: Editor,
  before: WorkspaceDiagnosticReport,
  { token } = new CancellationTokenSource(),
): OpenQuestion {
  let hasAnswered = false
  const params = { previousResultIds: idsOf(before), partialResultToken: 1 }
  const request = editor.request<WorkspaceDiagnosticReport>('workspace/diagnostic', params, token)
  const answer = request.finally(() => {
    hasAnswered = true
  })
  return { answer, hasAnswered: () => hasAnswered }
}

function idsOf(report: WorkspaceDiagnosticReport = { items: [] }): readonly PreviousResultId[] {
  return report.items.flatMap(({ uri, resultId }) =>
    resultId === undefined ? [] : [{ uri, value: resultId }],
  )
}

/** Path, the codes found or `unchanged`, and the version of the open document. */
function summary({
  items,
}: WorkspaceDiagnosticReport): readonly (readonly [string, string, number | null])[] {
  return items.map((item) => [
    item.uri.replace('file://', ''),
    item.kind === 'unchanged' ? item.kind : item.items.map(({ code }) => code).join(),
    item.version,
  ])
}
