/**
 * `warden dump`: shows what a file is at each stage of the way from text to image.
 */
import { limits } from '../c/limits.ts'
import type { Configuration } from '../config/model.ts'
import { listedBoard } from '../ide/listing/board.ts'
import { boardShape } from '../ide/listing/board-shape.ts'
import { boardText } from '../ide/listing/board-text.ts'
import { cellText, listedCell } from '../ide/listing/cell.ts'
import { bytesOfConfiguration, hexText, imageText, partsOfImage } from '../ide/listing/image.ts'
import { outlineOf, outlineText } from '../ide/listing/outline.ts'
import type { NameOfFile } from '../ide/listing/places.ts'
import { preprocessedText } from '../ide/listing/preprocessed.ts'
import { listedTokens, tokensText } from '../ide/listing/tokens.ts'
import { type FileAnalysis, isImagePath } from '../workspace/analysis.ts'
import { relativeTo } from '../workspace/paths.ts'
import type { Check } from '../workspace/workspace.ts'
import { type Answer, choiceOf, type Command, type Given, wrongUse } from './command.ts'
import { printable } from './formats/display.ts'
import { openConfigs } from './read-configs.ts'
import { readingOptions } from './reading-options.ts'
import type { Terminal } from './terminal.ts'

const stages = ['tokens', 'preprocessed', 'ast', 'cell', 'image', 'board'] as const
const formats = ['text', 'json'] as const

export const dumpCommand: Command = {
  name: 'dump',
  operands: 'FILE',
  summary: 'Show what Warden makes of a config or of an image, at any stage.',
  options: [
    {
      name: 'stage',
      value: 'STAGE',
      choices: stages,
      help: 'tokens (with their macros), preprocessed (C for another compiler), ast (declarations and initialisers), cell (the default; each field with its value), image (an annotated hex dump) or board (what each cell of its board reaches and holds, simulated)',
    },
    { name: 'format', value: 'FORMAT', choices: formats, help: 'text (the default) or json' },
    ...readingOptions,
  ],
  notes: [
    'FILE is a config in C, or an image: a .cell file. Of an image there are the stages cell, image and board.',
    'The stage board shows, for the root cell and each other cell, which guest addresses lead to which physical ones, ' +
      'with what rights (read, write, execute, and d for devices), and what is trapped; and what the root cell has left ' +
      'beside each set of cells that can run together.',
    'In JSON, lines and columns count from 1, and offsets and sizes are in bytes. Numbers beyond 2^53 are strings of ' +
      'decimal digits, so that no reader rounds them; the value of what is not known is null.',
  ],
  run: dump,
}

type Stage = (typeof stages)[number]

function dump(given: Given, terminal: Terminal): Answer {
  const { workspace, files, problems } = openConfigs(given, terminal)
  if (0 < problems.length) return wrongUse(problems)
  const [file] = files
  if (!file) return wrongUse(['dump needs the file to show'])
  if (1 < given.operands.length) return wrongUse([`dump takes one file, not ${given.operands.length}`])
  const stage = choiceOf(given, 'stage', stages, 'cell')
  const isText = choiceOf(given, 'format', formats, 'text') === 'text'
  if (isImagePath(file.path) && isAboutText(stage))
    return wrongUse([`${file.name}: an image has no ${nounOf(stage)}; choose the stage cell, image or board`])
  const analysis = workspace.analysis(file.path)
  if (!analysis)
    return wrongUse([`${file.name}: it cannot be read, or is larger than ${limits.fileLength} bytes`])
  const nameOfFile: NameOfFile = (path) =>
    path.startsWith('/') ? relativeTo(terminal.workingFolder, path) : path
  if (isAboutText(stage)) return done(textStage(stage, analysis, nameOfFile, isText))
  if (analysis.configurations.length === 0)
    return wrongUse([`${file.name}: this file defines no cell config`])
  if (stage === 'board') return boardStage(workspace.check([file.path]), nameOfFile, isText, file.name)
  return configurationStage(stage, analysis.configurations, nameOfFile, isText, file.name)
}

function isAboutText(stage: Stage): stage is 'tokens' | 'preprocessed' | 'ast' {
  return stage === 'tokens' || stage === 'preprocessed' || stage === 'ast'
}

function nounOf(stage: Stage): string {
  return stage === 'ast' ? 'declarations' : stage === 'tokens' ? 'tokens' : 'preprocessed text'
}

function textStage(
  stage: 'tokens' | 'preprocessed' | 'ast',
  { translation }: FileAnalysis,
  nameOfFile: NameOfFile,
  isText: boolean,
): string {
  switch (stage) {
    case 'tokens': {
      const tokens = listedTokens(translation, nameOfFile)
      return isText ? shown(tokensText(tokens)) : json({ tokens })
    }
    case 'preprocessed': {
      // Another program is to read it, so nothing in it is replaced.
      const text = preprocessedText(translation)
      return isText ? text : json({ text })
    }
    case 'ast': {
      const outline = outlineOf(translation, nameOfFile)
      return isText ? shown(outlineText(outline)) : json(outline)
    }
  }
}

/** A cell that fits several roots is on several boards. */
function boardStage({ boards }: Check, nameOfFile: NameOfFile, isText: boolean, name: string): Answer {
  if (boards.length === 0)
    return wrongUse([`${name}: no root configuration was found for this cell, so there is no board`])
  const listed = boards.map(({ board }) => listedBoard(board))
  if (!isText) return done(json({ boards: listed.map((board) => boardShape(board, nameOfFile)) }))
  return done(shown(listed.map((board) => boardText(board, nameOfFile)).join('\n')))
}

function configurationStage(
  stage: 'cell' | 'image',
  configurations: readonly Configuration[],
  nameOfFile: NameOfFile,
  isText: boolean,
  name: string,
): Answer {
  if (stage === 'cell') {
    const cells = configurations.map((configuration) => listedCell(configuration, nameOfFile))
    return done(isText ? shown(configurations.map(cellText).join('\n')) : json({ configurations: cells }))
  }
  const images = configurations.map((configuration) => ({
    configuration,
    bytes: bytesOfConfiguration(configuration),
  }))
  const missing = images.flatMap(({ configuration, bytes }) =>
    bytes instanceof Uint8Array
      ? []
      : [`${name}: \`${configuration.place.first.text}\` has no image, because ${bytes.reason}`],
  )
  if (0 < missing.length) return wrongUse(missing)
  const known = images.flatMap(({ configuration, bytes }) =>
    bytes instanceof Uint8Array ? [{ configuration, bytes }] : [],
  )
  if (isText)
    return done(shown(known.map(({ configuration, bytes }) => imageText(configuration, bytes)).join('\n')))
  return done(json({ images: known.map(({ configuration, bytes }) => imageRecord(configuration, bytes)) }))
}

function imageRecord(configuration: Configuration, bytes: Uint8Array): object {
  return {
    object: configuration.place.first.text,
    size: bytes.length,
    parts: partsOfImage(configuration, bytes).map(({ offset, size, text }) => ({
      offset,
      size,
      bytes: hexText(bytes.subarray(offset, offset + size)),
      text: text ?? null,
    })),
  }
}

function done(text: string): Answer {
  return { kind: 'done', text, status: 0 }
}

/** Text for a terminal: nothing in it commands it. */
function shown(text: string): string {
  return text.split('\n').map(printable).join('\n')
}

function json(data: object): string {
  return `${JSON.stringify({ version: 1, ...data }, undefined, 2)}\n`
}
