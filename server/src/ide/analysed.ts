/**
 * The analysis of a file as the features of this folder see it, and where the parser's tokens are in it.
 */
import type { ObjectDefinition } from '../c/parser.ts'
import type { Token } from '../c/token.ts'
import type { Translation } from '../c/translate.ts'
import type { Configuration } from '../config/model.ts'
import type { SourceFile } from '../text/source-file.ts'
import { holds, type Located, locate, type Positions, type Spot } from './locate.ts'

/** What the features need of a file's analysis; the workspace has it. */
export interface Analysed {
  readonly file: SourceFile
  readonly translation: Translation
  readonly configurations: readonly Configuration[]
}

/** What a token of the expanded stream is in an initialiser. */
export function locatedAt(token: Token, analysed: Analysed): Spot | undefined {
  const at = positionOf(token, analysed)
  const object = at === undefined ? undefined : objectAt(at, analysed)
  return object && at !== undefined ? locate(object, at, locatedIn(analysed)) : undefined
}

/** The object whose definition, type included, holds a position of the stream. */
export function objectAt(at: number, analysed: Analysed): ObjectDefinition | undefined {
  const positions = positionsOf(analysed.translation)
  return analysed.translation.objects.find((object) => holds(object, at, positions))
}

export function positionOf(token: Token, { translation }: Analysed): number | undefined {
  return positionsOf(translation).get(token)
}

export function positionsOf(translation: Translation): Positions {
  const known = knownPositions.get(translation)
  if (known) return known
  const positions = new Map(translation.preprocessed.tokens.map((token, index) => [token, index]))
  knownPositions.set(translation, positions)
  return positions
}

const knownPositions = new WeakMap<Translation, Positions>()

function locatedIn({ translation, configurations }: Analysed): Located {
  return { configurations, positions: positionsOf(translation), scope: translation.scope }
}
