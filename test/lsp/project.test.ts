/** The project file in the editor: shown with its own faults, obeyed while it is typed, read again from the disk. */
import type { PublishDiagnosticsParams, WorkspaceDiagnosticReport } from 'vscode-languageserver'
import { expect, test } from 'vitest'
import { filesOf, left, root, wrongCpu } from './boards.ts'
import { openEditor, startEditor, uriOf } from './editor.ts'
import { diagnosticsOf, shownIn, wordsOf } from './shown.ts'

const project = '/example/warden.json'
const unknownRule = '{ "rules": { "cpu-not-in-rot": "off" } }'
const off = '{ "rules": { "cpu-not-in-root": "off" } }'

test('what is wrong with it is shown in it', async () => {
  const editor = await openEditor({ files: { ...wrongCpu, [project]: unknownRule } })
  await editor.open(project)
  expect(await shownIn(editor, project)).toEqual([
    'warning project-unknown-rule at { "rules": { «"cpu-not-in-rot"»: "off" } }',
  ])
  const [diagnostic] = await diagnosticsOf(editor, project)
  expect(wordsOf(diagnostic?.message)).toBe(
    'there is no rule `cpu-not-in-rot`\nhelp: did you mean `cpu-not-in-root`?',
  )
})

test('its text counts while it is typed, as far as it is valid', async () => {
  const editor = await openEditor({ files: { ...wrongCpu, [project]: unknownRule } })
  await editor.open(left)
  await editor.open(project)
  expect(await diagnosticsOf(editor, left)).toHaveLength(1)
  await editor.edit(project, 'rot', 'root')
  expect(await diagnosticsOf(editor, project)).toEqual([])
  expect(await diagnosticsOf(editor, left)).toEqual([])
  await editor.edit(project, '"off"', '"warning", "gic-mapped": ')
  expect(await shownIn(editor, project)).toEqual([
    'error project-syntax at { "rules": { "cpu-not-in-root": "warning", "gic-mapped":  «}» }',
  ])
  expect(await shownIn(editor, left)).toEqual([expect.stringMatching(/^warning cpu-not-in-root/)])
  await editor.close(project)
  expect(await shownIn(editor, left)).toEqual([expect.stringMatching(/^error cpu-not-in-root/)])
})

test('when it changes on the disk, all is asked for again', async () => {
  const editor = await openEditor({ files: wrongCpu })
  await editor.open(left)
  const change = async (text: string | undefined): Promise<number> => {
    editor.disk.write(project, text)
    await editor.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: uriOf(project), type: 2 }] })
    await editor.take('workspace/diagnostic/refresh')
    return (await diagnosticsOf(editor, left)).length
  }
  expect(await diagnosticsOf(editor, left)).toHaveLength(1)
  expect(await change(off)).toBe(0)
  expect(await change('{}')).toBe(1)
  expect(await change(off)).toBe(0)
  expect(await change(undefined)).toBe(1)
})

test('where it says that Linux prints counts while it is typed', async () => {
  const cell = `
//- cell left.c
.mem_regions = { {
  .phys_start = 0x90001000, .virt_start = 0x90001000, .size = 0x1000,
  .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_IO,
} },`
  const text = '{ "boards": [{ "root": "example.c", "cells": [], "rootConsole": "0x90002000" }] }'
  const editor = await openEditor({ files: { ...filesOf(cell), [project]: text } })
  await editor.open(left)
  await editor.open(project)
  const taken = async (): Promise<number> => {
    const diagnostics = await diagnosticsOf(editor, left)
    return diagnostics.filter(({ code }) => code === 'root-console-taken').length
  }
  expect(await taken()).toBe(0)
  await editor.edit(project, '0x90002000', '0x90001000')
  expect(await taken()).toBe(1)
  await editor.edit(project, '0x90001000', '0x9000100g')
  expect(await taken()).toBe(0)
  expect(await shownIn(editor, project)).toEqual([
    expect.stringMatching(/^error project-type at .*«"0x9000100g"»/),
  ])
  await editor.edit(project, '0x9000100g', '0x90001400')
  expect(await taken()).toBe(1)
})

test('it beats the settings of the editor', async () => {
  const settings = { rules: { 'cpu-not-in-root': 'hint' }, preset: 'all' }
  const editor = await openEditor({ files: { ...wrongCpu, [project]: off }, settings })
  await editor.open(left)
  expect(await diagnosticsOf(editor, left)).toEqual([])
})

test('one outside of the workspace is not looked for', async () => {
  const editor = await openEditor({ files: { ...wrongCpu, '/warden.json': off } })
  await editor.open(left)
  expect(await diagnosticsOf(editor, left)).toHaveLength(1)
})

test('a file that appears joins the patterns that mean it', async () => {
  const text = '{ "boards": [{ "root": "example.c", "cells": ["cells/*.c"] }] }'
  const cell = '/example/cells/demo.c'
  const editor = await openEditor({ files: { [root]: wrongCpu[root] ?? '', [project]: text } })
  await editor.open(project)
  expect(await shownIn(editor, project)).toEqual([expect.stringContaining('project-no-file at')])
  await editor.open(cell, wrongCpu[left])
  expect(await shownIn(editor, project)).toEqual([])
  expect(await shownIn(editor, cell)).toEqual([expect.stringMatching(/^error cpu-not-in-root/)])
})

test('it is among the files of the workspace that have something to show', async () => {
  const editor = await openEditor({ files: { ...wrongCpu, [project]: unknownRule } })
  const { items } = await editor.request<WorkspaceDiagnosticReport>('workspace/diagnostic', {
    previousResultIds: [],
  })
  expect(items.map(({ uri }) => uri)).toEqual([left, root, project].map(uriOf))
})

test('its findings are published for a client that does not ask', async () => {
  const editor = await startEditor({ files: { ...wrongCpu, [project]: unknownRule }, capabilities: {} })
  await editor.open(project)
  await editor.roundTrip()
  editor.clock.strike()
  const { uri, diagnostics }: PublishDiagnosticsParams = await editor.takePublished()
  expect([uri, ...diagnostics.map(({ code }) => code)]).toEqual([uriOf(project), 'project-unknown-rule'])
})
