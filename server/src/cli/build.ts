/**
 * `warden build`: writes the images of configs, byte for byte what gcc and objcopy make of them, without either.
 */
import { type BuiltImage, builtImages } from '../config/built-images.ts'
import { bytesText } from '../config/listing-text.ts'
import type { Finding } from '../rules/finding.ts'
import type { FileAnalysis } from '../workspace/analysis.ts'
import { folderOf, nameOf, relativeTo, resolved } from '../workspace/paths.ts'
import type { Check } from '../workspace/workspace.ts'
import { type Answer, asTyped, type Command, type Given, valuesOf, wrongUse } from './command.ts'
import { targetOf } from './disk.ts'
import { concise } from './formats/concise.ts'
import { printable } from './formats/display.ts'
import { numberOf } from './formats/prose.ts'
import { isSameFile, whyNotWritten } from './image-files.ts'
import type { NamedPath } from './named-paths.ts'
import { outcomeOf } from './outcome.ts'
import { openConfigs, typedPath } from './read-configs.ts'
import { readingOptions } from './reading-options.ts'
import type { Terminal } from './terminal.ts'

export const buildCommand: Command = {
  name: 'build',
  operands: 'FILE…',
  summary: 'Write the images of configs, byte for byte what gcc and objcopy make of them.',
  options: [
    {
      name: 'output',
      short: 'o',
      value: 'FILE',
      help: 'write the image to this file; only for a single image',
    },
    { name: 'directory', short: 'd', value: 'DIR', help: 'write the images into this folder' },
    {
      name: 'force',
      short: 'f',
      help: 'build what is C without errors, as a compiler does, whatever else is wrong with it',
    },
    ...readingOptions,
  ],
  notes: [
    'A FILE is a config in C. Its image is written beside it, as FILE with .cell in place of .c. A file that defines ' +
      'several configs, each in a section .cell.NAME, is built to one NAME.cell for each.',
    'A config with an error in it is not built, and the errors are printed; warnings do not matter here. The exit ' +
      'status is 1 then, and 2 when something could not be read or written. With --force only errors of C matter; ' +
      'the others are printed all the same. A value that does not fit, and a shift by too many bits, are printed and ' +
      'built in any case, as gcc does it.',
  ],
  run: build,
}

/** An image, and where it is to be written. */
interface Target {
  readonly source: NamedPath
  readonly image: BuiltImage
  readonly path: string
}

function build(given: Given, terminal: Terminal): Answer {
  const { workspace, files, problems } = openConfigs(given, terminal)
  const wrong = [...problems, ...problemsOfUse(given, files, terminal)]
  if (0 < wrong.length) return wrongUse(wrong)

  const check = workspace.check(files.map(({ path }) => path))
  const analyses = files.map((file) => ({
    file,
    analysis: check.files.find((one) => one.file.path === file.path),
  }))
  const none = analyses.filter(({ analysis }) => !analysis)
  if (0 < none.length)
    return wrongUse(none.map(({ file }) => `${file.name}: this file defines no cell config`))

  const errors = { ...check, findings: check.findings.filter(({ severity }) => severity === 'error') }
  const isForced = given.options.has('force')
  const refused = analyses.filter(({ file, analysis }) =>
    isForced
      ? hasErrorOfC(analysis)
      : errors.findings.some((finding) => finding.file.path === file.path && isObstacle(finding, analysis)),
  )
  const sound = analyses.filter((one) => !refused.includes(one))
  const built = sound.map(({ file, analysis }) => ({ file, ...imagesOf(analysis) }))
  const unbuilt = built.flatMap(({ file, problems: reasons }) =>
    reasons.map((reason) => `${file.name}: ${reason}`),
  )
  const targets = built.flatMap(({ file, images }) =>
    images.map((image): Target => ({ source: file, image, path: targetPath(file, image, given, terminal) })),
  )
  const unsafe = problemsOfTargets(
    targets,
    given,
    analyses.flatMap(({ analysis }) => analysis ?? []),
  )
  if (0 < unsafe.length) return wrongUse(unsafe)

  const unwritten = targets.flatMap((target) => write(target, terminal))
  for (const { file } of refused) reportRefusal(file, errors, terminal)
  for (const problem of unbuilt) terminal.stderr.write(`warden: ${printable(problem)}\n`)
  if (0 < unwritten.length) return wrongUse(unwritten)
  return {
    kind: 'done',
    text: textOf(errors, terminal),
    status: refused.length === 0 && unbuilt.length === 0 ? 0 : 1,
  }
}

function problemsOfUse(given: Given, files: readonly NamedPath[], terminal: Terminal): readonly string[] {
  if (given.operands.length === 0) return ['build needs the config to build']
  const directory = valuesOf(given, 'directory').at(-1)
  const output = valuesOf(given, 'output').at(-1)
  return [
    ...files
      .filter(({ path }) => path.endsWith('.cell'))
      .map(({ name }) => `${name}: this is an image already; name the C file that it was made from`),
    ...(output !== undefined && directory !== undefined ? ['-o and -d cannot be given together'] : []),
    ...(output === '' ? [`-o ${asTyped(output)}: an empty path leads nowhere`] : []),
    ...(directory === undefined ? [] : problemsOfDirectory(directory, terminal)),
  ]
}

function problemsOfDirectory(directory: string, terminal: Terminal): readonly string[] {
  if (directory === '') return [`-d ${asTyped(directory)}: an empty path leads nowhere`]
  const target = targetOf(typedPath(directory, terminal))
  if (target.kind === 'folder') return []
  return [`-d ${directory}: ${target.kind === 'trouble' ? target.reason : 'this is no folder'}`]
}

function hasErrorOfC(analysis: FileAnalysis | undefined): boolean {
  return (analysis?.translation.complaints ?? []).some(({ severity }) => severity === 'error')
}

/** What a compiler only warns of is built as by a compiler, however wrong the config is with it. */
function isObstacle({ rule }: Finding, analysis: FileAnalysis | undefined): boolean {
  const said = (analysis?.translation.complaints ?? []).filter(({ code }) => code === rule)
  return (
    said.length === 0 || said.some(({ severity, isBeyondDoubt }) => severity === 'error' || !isBeyondDoubt)
  )
}

function imagesOf(analysis: FileAnalysis | undefined): ReturnType<typeof builtImages> {
  return analysis ? builtImages(analysis.translation, analysis.configurations) : { images: [], problems: [] }
}

function targetPath({ path }: NamedPath, { name }: BuiltImage, given: Given, terminal: Terminal): string {
  const output = valuesOf(given, 'output').at(-1)
  if (output !== undefined) return typedPath(output, terminal)
  const directory = valuesOf(given, 'directory').at(-1)
  const folder = directory === undefined ? folderOf(path) : typedPath(directory, terminal)
  return resolved(folder, `${name ?? nameOf(path).replace(/\.c$/, '')}.cell`)
}

/** Nothing is written as long as one image would overwrite another one, or something that was read. */
function problemsOfTargets(
  targets: readonly Target[],
  given: Given,
  analyses: readonly FileAnalysis[],
): readonly string[] {
  if (given.options.has('output') && 1 < targets.length)
    return [`-o is for a single image, and these are ${targets.length}; -d names a folder for all of them`]
  const read = analyses.flatMap(({ translation }) => translation.preprocessed.files.map(({ path }) => path))
  return targets.flatMap(({ source, path }, index) => {
    if (targets.slice(0, index).some((other) => other.path === path))
      return [`${source.name}: another config is built to ${nameOf(path)} as well`]
    return read.some((input) => isSameFile(input, path))
      ? [`${source.name}: ${nameOf(path)} is a source and is not overwritten`]
      : []
  })
}

function write({ image, path }: Target, { stderr, workingFolder }: Terminal): readonly string[] {
  const name = relativeTo(workingFolder, path)
  const reason = whyNotWritten(path, image.bytes)
  if (reason !== undefined) return [`${name}: ${reason}`]
  stderr.write(`built ${printable(name)}, ${bytesText(image.bytes.length)}\n`)
  return []
}

function reportRefusal(file: NamedPath, { findings }: Check, { stderr }: Terminal): void {
  const count = findings.filter((finding) => finding.file.path === file.path).length
  if (0 < count)
    stderr.write(`warden: ${printable(file.name)}: not built, because of ${numberOf(count, 'error')}\n`)
}

/** The errors, one line each. */
function textOf(errors: Check, { version, workingFolder }: Terminal): string {
  const tool = `warden ${version}`
  return concise(outcomeOf(errors, { tool, workingFolder, milliseconds: 0, headersOf: () => undefined }))
}
