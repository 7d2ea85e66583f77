/**
 * An editor for tests: the client's end of a language server that runs in the same process, over two streams. It keeps
 * documents and versions as an editor does and answers what the server asks. No child process, no waiting for time to
 * pass. At the end of each test nothing may be left that the server has sent and the test has not looked at.
 */
import { PassThrough } from 'node:stream'
import {
  type CancellationToken,
  type ClientCapabilities,
  createConnection,
  createMessageConnection,
  type InitializeResult,
  type PublishDiagnosticsParams,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node'
import { TextDocument } from 'vscode-languageserver-textdocument'
import { expect, onTestFinished } from 'vitest'
import { serve } from '../../server/src/lsp/server.ts'
import { type HeldClock, heldClock } from './held-clock.ts'
import { createMailbox } from './mailbox.ts'
import { type Disk, memoryDisk } from './disk.ts'

export interface EditorOptions {
  /** What is on the disk, by path. */
  readonly files: Readonly<Record<string, string>> | Disk
  /** What the editor can do; a modern one by default. */
  readonly capabilities?: ClientCapabilities
  /** The user's settings of the section `warden`, or the promise of them. */
  readonly settings?: unknown
  readonly initializationOptions?: unknown
  readonly clientInfo?: { readonly name: string } | undefined
  readonly folders?: readonly string[]
  /** For an editor that knows one root instead of folders. */
  readonly rootUri?: string
}

export interface Editor {
  readonly initialized: InitializeResult
  readonly clock: HeldClock
  readonly disk: Disk
  readonly request: <Result>(method: string, params: unknown, token?: CancellationToken) => Promise<Result>
  readonly notify: (method: string, params: unknown) => Promise<void>
  /** Opens the file with the text that it has on the disk, or with another one. */
  readonly open: (path: string, text?: string) => Promise<void>
  /** Replaces a piece of the text, which has to be there exactly once, by an incremental change. */
  readonly edit: (path: string, before: string, after: string) => Promise<void>
  readonly close: (path: string) => Promise<void>
  readonly textOf: (path: string) => string
  /** Changes the settings, announces that, and answers the server's question about them. */
  readonly configure: (settings: unknown) => Promise<void>
  /** The parameters of the next message of a method. */
  readonly take: <Params>(method: string) => Promise<Params>
  readonly takePublished: () => Promise<PublishDiagnosticsParams>
  /** Resolves when the server has dealt with all that was sent to it. */
  readonly roundTrip: () => Promise<void>
  /** Ends the session and fails when something was left; happens by itself at the end of a test. */
  readonly end: () => Promise<void>
}

/** An editor as of today: it asks for diagnostics, watches files and answers questions about settings. */
export const modern: ClientCapabilities = {
  workspace: {
    configuration: true,
    didChangeConfiguration: { dynamicRegistration: true },
    didChangeWatchedFiles: { dynamicRegistration: true },
    workspaceFolders: true,
    diagnostics: { refreshSupport: true },
  },
  textDocument: {
    diagnostic: { relatedInformation: true, codeDescriptionSupport: true },
    hover: { contentFormat: ['markdown', 'plaintext'] },
  },
}

export async function startEditor(options: EditorOptions): Promise<Editor> {
  const {
    capabilities = modern,
    folders = ['/example'],
    rootUri,
    initializationOptions,
    clientInfo,
  } = options
  let { settings = null } = options
  const disk = isDisk(options.files) ? options.files : memoryDisk(options.files)
  const clock = heldClock()
  const mailbox = createMailbox()
  const documents = new Map<string, TextDocument>()

  const [toServer, toEditor] = [new PassThrough(), new PassThrough()]
  serve(createConnection(new StreamMessageReader(toServer), new StreamMessageWriter(toEditor)), {
    ...clock,
    version: '0.0.0',
    files: disk.files,
    forget: disk.forget,
    stirred: () => {},
  })
  const connection = createMessageConnection(
    new StreamMessageReader(toEditor),
    new StreamMessageWriter(toServer),
  )
  connection.onNotification((method, params: unknown) => mailbox.put({ method, params }))
  connection.onRequest(async (method, params: unknown) => {
    mailbox.put({ method, params })
    return method === 'workspace/configuration' ? [await settings] : null
  })
  connection.listen()

  const params = {
    processId: null,
    ...(clientInfo && { clientInfo }),
    ...(rootUri !== undefined && { rootUri }),
    workspaceFolders:
      rootUri === undefined ? folders.map((path) => ({ uri: uriOf(path), name: path })) : null,
    capabilities,
    initializationOptions,
  }
  const initialized = await connection.sendRequest<InitializeResult>('initialize', params)
  await connection.sendNotification('initialized', {})

  let hasEnded = false
  const editor: Editor = {
    initialized,
    clock,
    disk,
    request: (method, sent, token) =>
      token ? connection.sendRequest(method, sent, token) : connection.sendRequest(method, sent),
    notify: (method, sent) => connection.sendNotification(method, sent),
    open: async (path, text = disk.text(path) ?? '') => {
      const document = TextDocument.create(uriOf(path), 'c', 1, text)
      documents.set(path, document)
      const textDocument = { uri: document.uri, languageId: 'c', version: 1, text }
      await connection.sendNotification('textDocument/didOpen', { textDocument })
    },
    edit: async (path, before, after) => {
      const document = documentOf(path)
      const start = document.getText().indexOf(before)
      expect(document.getText().split(before), `${before} in ${path}, once`).toHaveLength(2)
      const range = { start: document.positionAt(start), end: document.positionAt(start + before.length) }
      const contentChanges = [{ range, text: after }]
      const version = document.version + 1
      TextDocument.update(document, contentChanges, version)
      const textDocument = { uri: document.uri, version }
      await connection.sendNotification('textDocument/didChange', { textDocument, contentChanges })
    },
    close: async (path) => {
      const { uri } = documentOf(path)
      documents.delete(path)
      await connection.sendNotification('textDocument/didClose', { textDocument: { uri } })
    },
    textOf: (path) => documentOf(path).getText(),
    configure: async (changed) => {
      settings = changed
      await connection.sendNotification('workspace/didChangeConfiguration', { settings: null })
      await mailbox.take('workspace/configuration')
    },
    take: mailbox.take,
    takePublished: () => mailbox.take('textDocument/publishDiagnostics'),
    roundTrip: async () => {
      await connection.sendRequest('textDocument/hover', {
        textDocument: { uri: 'nothing:' },
        position: { line: 0, character: 0 },
      })
    },
    end: async () => {
      if (hasEnded) return
      hasEnded = true
      // What was sent before an answer arrives before it, so nothing can come after this one.
      await connection.sendRequest('shutdown')
      connection.dispose()
      expect(
        mailbox.left().map(({ method }) => method),
        'sent, and nobody looked at it',
      ).toEqual([])
      // To one that asks, it matters no more whether it should ask again.
      if (!initialized.capabilities.diagnosticProvider)
        expect(clock.waiting(), 'pieces of work that are still put off').toBe(0)
    },
  }
  onTestFinished(() => editor.end())
  return editor

  function documentOf(path: string): TextDocument {
    const document = documents.get(path)
    if (!document) throw new Error(`${path} is not open`)
    return document
  }
}

/** The same, and looks at what a server asks of a modern editor at the start. */
export async function openEditor(options: EditorOptions): Promise<Editor> {
  const editor = await startEditor(options)
  await editor.take('workspace/configuration')
  await editor.take('client/registerCapability')
  await editor.take('client/registerCapability')
  return editor
}

export function uriOf(path: string): string {
  return `file://${encodeURI(path)}`
}

function isDisk(files: EditorOptions['files']): files is Disk {
  return 'forget' in files && typeof files.forget === 'function'
}
