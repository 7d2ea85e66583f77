/** Signature help through the protocol. What it says is tested in `test/ide`. */
import type { SignatureHelp } from 'vscode-languageserver'
import { expect, test } from 'vitest'
import { right, sharedRam } from './boards.ts'
import { modern, openEditor } from './editor.ts'
import { at } from './shown.ts'

const call = '.flags = JAILHOUSE_MEM_READ,\n}, JAILHOUSE_SHMEM_NET_REGIONS(0x7fb00000, '

test.each([
  [
    true,
    [
      [28, 33],
      [35, 41],
    ],
    'markdown',
  ],
  [false, ['start', 'dev_id'], 'plaintext'],
] as const)('parameters as places in the label: %s', async (labelOffsetSupport, labels, kind) => {
  const parameterInformation = { labelOffsetSupport }
  const documentationFormat = [kind]
  const capabilities = {
    ...modern,
    textDocument: {
      ...modern.textDocument,
      signatureHelp: { signatureInformation: { parameterInformation, documentationFormat } },
    },
  }
  const editor = await openEditor({ files: sharedRam, capabilities })
  await editor.open(right)
  await editor.edit(right, '.flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_EXECUTE', call)
  const help = await editor.request<SignatureHelp>(
    'textDocument/signatureHelp',
    at(editor, right, ' | JAILHOUSE_MEM_LOADABLE'),
  )
  expect(help).toMatchObject({ activeSignature: 0, activeParameter: 1 })
  const [signature] = help.signatures
  expect(signature?.label).toBe('JAILHOUSE_SHMEM_NET_REGIONS(start, dev_id)')
  expect(signature?.parameters?.map(({ label }) => label)).toEqual(labels)
  expect(signature?.parameters?.[1]?.documentation).toMatchObject({ kind })
})

test('there is none outside of calls, and in other C files', async () => {
  const editor = await openEditor({ files: sharedRam })
  await editor.open(right)
  expect(await editor.request('textDocument/signatureHelp', at(editor, right, '0x40100000'))).toBeNull()
  await editor.open('/example/driver.c', '#define F(a) a\nint x = F(1);\n')
  expect(await editor.request('textDocument/signatureHelp', at(editor, '/example/driver.c', '1)'))).toBeNull()
})
