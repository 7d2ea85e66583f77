/**
 * One image, a `.cell` file, read and understood with the headers that a C config at the same place would be read
 * with. What comes out is an analysis like any other; its file is the listing of the image.
 */
import { translate } from '../c/translate.ts'
import { ilp32, lp64 } from '../c/types.ts'
import { type Architecture, architectureOfFolder } from '../config/interface.ts'
import { readImage } from '../config/image-reading.ts'
import { sourceFile } from '../text/source-file.ts'
import { preamblesOf } from './known-preambles.ts'
import type { AnalysisOptions, FileAnalysis } from './analysis.ts'
import { headersFor, includeResolver, preIncludesFor, type Probe } from './headers.ts'
import type { Settings } from './settings.ts'

export function analyseImage(path: string, bytes: Uint8Array, options: AnalysisOptions): FileAnalysis {
  const given = givenArchitecture(path, options.settings)
  const architecture = given ?? guessedArchitecture(bytes)
  const headers = headersFor(path, architecture, options.files, options.settings)
  const probes: Probe[] = [{ path, found: bytes }]
  const resolver = includeResolver(headers, options.roots, options.files, probes)
  const from = sourceFile(path, '')
  const types = typesHeaders.find((name) => 'text' in resolver.resolve(name, false, from)) ?? typesHeaders[0]
  const includes = [types, 'jailhouse/cell-config.h'].map((name) => `#include <${name}>\n`)
  const translation = translate(sourceFile(path, includes.join('')), {
    preIncludes: preIncludesFor(options.settings, options.files, probes),
    resolver,
    predefined: Object.entries(options.settings.defines).map(([name, body]) => ({ name, body })),
    model: architecture === 'arm' ? ilp32 : lp64,
    preambles: preamblesOf(options.files),
    ...(options.isCancelled ? { isCancelled: options.isCancelled } : {}),
  })
  const { listing, translation: image, configurations } = readImage(path, bytes, translation, given)
  return { file: listing, translation: image, configurations, headers, architecture, probes }
}

/** What configs include for the integer types; the second one before 2017. */
const typesHeaders = ['jailhouse/types.h', 'linux/types.h'] as const

/** As for a text: the folder says it, or the settings. */
function givenArchitecture(path: string, { architecture }: Settings): Architecture | undefined {
  return architectureOfFolder(path) ?? (architecture === 'auto' ? undefined : architecture)
}

/** By the field behind a signature of five characters (catalogue A.1); a wrong guess costs nothing but an include. */
function guessedArchitecture(bytes: Uint8Array): Architecture {
  return bytes[5] === 2 ? 'arm64' : bytes[5] === 1 ? 'arm' : 'x86'
}
