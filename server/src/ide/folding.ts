/**
 * What can be folded away: brackets, comments and branches of the preprocessor that reach over several lines, and the
 * `#include`s at the top. Works on any text.
 */
import { commentsIn } from '../c/comments.ts'
import { tokensOf } from '../c/lexer.ts'
import type { Token } from '../c/token.ts'
import { positionAt, type SourceFile, textOfLine } from '../text/source-file.ts'
import { isNest, type Nest, nestingOf } from './nesting.ts'

/** Lines from zero; the first one stays visible, and the last one is the last that is hidden. */
export interface Fold {
  readonly first: number
  readonly last: number
  readonly kind: 'code' | 'comment' | 'includes'
}

/** In the order of their first lines. Of several that begin on one line the longest comes first. */
export function foldsOf(file: SourceFile): readonly Fold[] {
  const { outermost, directives } = nestingOf(file)
  const folds = [
    ...bracketFolds(outermost, file),
    ...commentFolds(file),
    ...branchFolds(directives, file),
    ...includeFolds(directives, file),
  ]
  return folds
    .filter(({ first, last }) => first < last)
    .toSorted((a, b) => a.first - b.first || b.last - a.last)
}

/** The line of the closing bracket stays, so that one sees what follows. */
function bracketFolds(outermost: Nest, file: SourceFile): readonly Fold[] {
  const folds: Fold[] = []
  const waiting = [outermost]
  for (let nest = waiting.pop(); nest; nest = waiting.pop()) {
    waiting.push(...nest.parts.filter(isNest))
    if (nest.open)
      folds.push({
        first: lineOf(file, nest.open.start),
        last: lineOf(file, nest.span.end) - 1,
        kind: 'code',
      })
  }
  return folds
}

function commentFolds(file: SourceFile): readonly Fold[] {
  const folds: Fold[] = []
  let run: { first: number; last: number } | undefined
  for (const { start, end } of commentsIn(file)) {
    const [first, last] = [lineOf(file, start), lineOf(file, end)]
    if (file.text.startsWith('/*', start)) folds.push({ first, last, kind: 'comment' })
    else if (textOfLine(file, first).trimStart().startsWith('//')) {
      if (run?.last === first - 1) run.last = first
      else {
        if (run) folds.push({ ...run, kind: 'comment' })
        run = { first, last: first }
      }
    }
  }
  return run ? [...folds, { ...run, kind: 'comment' }] : folds
}

/** Each branch by itself, up to the line before the next one. */
function branchFolds(directives: readonly (readonly Token[])[], file: SourceFile): readonly Fold[] {
  const folds: Fold[] = []
  const open: number[] = []
  for (const [hash, directive] of directives) {
    const name = directive?.text ?? ''
    if (!hash || !/^(if|ifdef|ifndef|elif|elifdef|elifndef|else|endif)$/.test(name)) continue
    const line = lineOf(file, hash.start)
    const first = name.startsWith('if') ? undefined : open.pop()
    if (first !== undefined) folds.push({ first, last: line - 1, kind: 'code' })
    if (name !== 'endif' && (first !== undefined || name.startsWith('if'))) open.push(line)
  }
  return folds
}

/** Runs of them, with nothing but empty lines and comments in between. */
function includeFolds(directives: readonly (readonly Token[])[], file: SourceFile): readonly Fold[] {
  const tokens = tokensOf(file)
  const folds: Fold[] = []
  let run: { first: number; last: number; end: Token } | undefined
  for (const directive of directives) {
    const [hash, name] = directive
    const end = directive.at(-1)
    if (!hash || !end || name?.text !== 'include') continue
    const last = lineOf(file, end.end)
    const isNext = run && tokens[tokens.indexOf(hash) - 1] === run.end
    if (run && isNext) run = { ...run, last, end }
    else {
      if (run) folds.push({ first: run.first, last: run.last, kind: 'includes' })
      run = { first: lineOf(file, hash.start), last, end }
    }
  }
  return run ? [...folds, { first: run.first, last: run.last, kind: 'includes' }] : folds
}

function lineOf(file: SourceFile, offset: number): number {
  return positionAt(file, offset).line
}
