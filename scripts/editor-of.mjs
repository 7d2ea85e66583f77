/**
 * The editor's end of a language server that runs as a process of its own, for measuring: opens files, types in them,
 * and waits for what the server finds. It knows both ways in which servers tell that, and nothing about time.
 */
import { spawn, spawnSync } from 'node:child_process'
import { pathToFileURL } from 'node:url'
import {
  createMessageConnection,
  PublishDiagnosticsNotification,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node'

/**
 * @typedef {object} Editor
 * @property {(path: string, text: string) => Promise<number>} open resolves when the file's findings are there, to their number
 * @property {(path: string, change: Change) => Promise<number>} type the same after a change
 * @property {() => number} memory what the server has in memory, in MiB
 * @property {() => Promise<void>} close
 */

/**
 * @typedef {object} Change
 * @property {{ line: number, character: number }} start
 * @property {{ line: number, character: number }} end
 * @property {string} text
 */

/**
 * @param {readonly [string, ...string[]]} command
 * @param {{ folder: string, asks: boolean, initializationOptions?: unknown, env?: Record<string, string> }} options `asks`: the server is asked for
 *   diagnostics; otherwise it publishes them, and is told not to hold them back until the typing pauses
 * @returns {Promise<Editor>}
 */
export async function editorOf([program, ...rest], { folder, asks, initializationOptions, env }) {
  const server = spawn(program, rest, { stdio: ['pipe', 'pipe', 'ignore'], env: { ...process.env, ...env } })
  const connection = createMessageConnection(
    new StreamMessageReader(server.stdout),
    new StreamMessageWriter(server.stdin),
  )
  /** @type {Map<string, { version: number, tell: (count: number) => void }>} */
  const awaited = new Map()
  /** @type {Map<string, number>} */
  const versions = new Map()
  connection.onNotification(PublishDiagnosticsNotification.type, ({ uri, version, diagnostics }) => {
    const waiting = awaited.get(uri)
    if (waiting?.version === version) waiting?.tell(diagnostics.length)
  })
  connection.onRequest((method) => (method === 'workspace/configuration' ? [null] : null))
  connection.listen()
  await connection.sendRequest('initialize', {
    processId: process.pid,
    rootUri: uriOf(folder),
    workspaceFolders: [{ uri: uriOf(folder), name: 'bench' }],
    initializationOptions,
    capabilities: {
      textDocument: { publishDiagnostics: { versionSupport: true }, ...(asks && { diagnostic: {} }) },
      workspace: { configuration: asks, ...(asks && { diagnostics: { refreshSupport: true } }) },
    },
  })
  await connection.sendNotification('initialized', {})
  return {
    open: (path, text) => {
      const textDocument = { uri: uriOf(path), languageId: 'c', version: 1, text }
      return findingsAfter('textDocument/didOpen', { textDocument }, textDocument)
    },
    type: (path, { start, end, text }) => {
      const uri = uriOf(path)
      const textDocument = { uri, version: (versions.get(uri) ?? 1) + 1 }
      const contentChanges = [{ range: { start, end }, text }]
      // This word is clangd's own: the findings are wanted at once, for exactly this version.
      const extra = asks ? {} : { wantDiagnostics: true }
      return findingsAfter('textDocument/didChange', { textDocument, contentChanges, ...extra }, textDocument)
    },
    memory: () => {
      const { stdout } = spawnSync('ps', ['-o', 'rss=', '-p', String(server.pid)], { encoding: 'utf8' })
      return Number(stdout) / 1024
    },
    close: async () => {
      await connection.sendRequest('shutdown')
      await connection.sendNotification('exit')
      connection.dispose()
    },
  }

  /** @param {string} method @param {object} params @param {{ uri: string, version: number }} document */
  async function findingsAfter(method, params, { uri, version }) {
    versions.set(uri, version)
    /** @type {Promise<number>} */
    const published = new Promise((tell) => {
      awaited.set(uri, { version, tell })
    })
    await connection.sendNotification(method, params)
    if (!asks) return published
    /** @type {import('vscode-languageserver/node').RelatedFullDocumentDiagnosticReport} */
    const { items } = await connection.sendRequest('textDocument/diagnostic', { textDocument: { uri } })
    return items.length
  }
}

/** @param {string} path */
function uriOf(path) {
  return pathToFileURL(path).href
}
