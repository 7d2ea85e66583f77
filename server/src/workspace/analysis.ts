/**
 * One config file, read and understood: its translation and the configurations in it. An analysis remembers every
 * file that it rests on, so that it can tell whether it still holds.
 */
import { translate, type Translation } from '../c/translate.ts'
import { ilp32, lp64 } from '../c/types.ts'
import { configurationsOf } from '../config/decode.ts'
import { type Architecture, architectureOfFolder } from '../config/interface.ts'
import type { Configuration } from '../config/model.ts'
import type { SourceFile } from '../text/source-file.ts'
import { preamblesOf } from './known-preambles.ts'
import type { FileStore } from './file-store.ts'
import { type Headers, headersFor, includeResolver, preIncludesFor, type Probe } from './headers.ts'
import type { Settings } from './settings.ts'

export interface FileAnalysis {
  readonly file: SourceFile
  readonly translation: Translation
  /** Usually one; none when the file is no cell config after all. */
  readonly configurations: readonly Configuration[]
  readonly headers: Headers
  readonly architecture: Architecture
  readonly probes: readonly Probe[]
}

export interface AnalysisOptions {
  readonly files: FileStore
  readonly settings: Settings
  /** The folders of the workspace: what may be included from anywhere in it. */
  readonly roots: readonly string[]
  readonly isCancelled?: () => boolean
}

export function analyse(file: SourceFile, options: AnalysisOptions): FileAnalysis {
  const architecture = architectureFor(file, options.settings)
  const headers = headersFor(file.path, architecture, options.files, options.settings)
  const probes: Probe[] = [{ path: file.path, found: file }]
  const translation = translate(file, {
    preIncludes: preIncludesFor(options.settings, options.files, probes),
    resolver: includeResolver(headers, options.roots, options.files, probes),
    predefined: Object.entries(options.settings.defines).map(([name, body]) => ({ name, body })),
    model: architecture === 'arm' ? ilp32 : lp64,
    preambles: preamblesOf(options.files),
    ...(options.isCancelled ? { isCancelled: options.isCancelled } : {}),
  })
  return { file, translation, configurations: configurationsOf(translation), headers, architecture, probes }
}

/** Whether nothing that an analysis rests on has changed. */
export function holdNow(probes: FileAnalysis['probes'], files: FileStore): boolean {
  return probes.every(({ path, found }) => {
    return (isImagePath(path) ? files.readBytes(path) : files.read(path)) === found
  })
}

/** Whether a path is that of a compiled configuration, by its ending. */
export function isImagePath(path: string): boolean {
  return path.endsWith('.cell')
}

/**
 * The architecture decides which headers are included and how wide a `long` is, before the config's own field can
 * be read. The folder says it in a Jailhouse tree; elsewhere the text usually names it.
 */
function architectureFor(file: SourceFile, settings: Settings): Architecture {
  const folder = architectureOfFolder(file.path)
  if (folder) return folder
  if (settings.architecture !== 'auto') return settings.architecture
  if (/\bJAILHOUSE_ARM64\b/.test(file.text)) return 'arm64'
  return /\bJAILHOUSE_ARM\b/.test(file.text) ? 'arm' : 'x86'
}
