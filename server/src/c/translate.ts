/**
 * The face of the C front end: from a text, and a way to find the headers it includes, to the objects it defines.
 *
 * The front end does no input or output: whoever calls it brings an `IncludeResolver`. It never throws; what it has
 * to say is in `complaints`, in the order of the phases.
 */
import type { Complain, Complaint, ComplaintCode } from './complaint.ts'
import { limits } from './limits.ts'
import { callChain } from './origin.ts'
import { type Bodies, type ObjectDefinition, parseUnit } from './parser.ts'
import type { Preambles } from './preamble.ts'
import type { Definition, Preprocessed, PreprocessOptions } from './preprocessing.ts'
import { preprocess } from './preprocessor.ts'
import type { Scope } from './scope.ts'
import type { Token } from './token.ts'
import type { DataModel } from './types.ts'
import type { SourceFile } from '../text/source-file.ts'

export interface TranslateOptions extends PreprocessOptions {
  readonly model: DataModel
  /** Given, the beginnings of files are remembered here; see `preamble.ts`. It makes a difference in time only. */
  readonly preambles?: Preambles
}

export interface Translation {
  readonly main: SourceFile
  readonly preprocessed: Preprocessed
  readonly scope: Scope
  /** Every object with an initialiser, in the order of definition. */
  readonly objects: readonly ObjectDefinition[]
  /** See `Unit`. */
  readonly bodies: Bodies
  readonly complaints: readonly Complaint[]
}

export function translate(main: SourceFile, options: TranslateOptions): Translation {
  const predefined = [...definedFor(options.model), ...options.predefined]
  const preprocessed = preprocess(main, { ...options, predefined }, options.preambles)
  const complaints = [...preprocessed.complaints]
  const complain = complainOnce(complaints)
  const { tokens, preamble } = preprocessed
  const end = tokens.at(-1) ?? endOf(main)
  const { scope, objects, bodies } = parseUnit(tokens, end, options.model, complain, preamble)
  return { main, preprocessed, scope, objects, bodies, complaints: withoutConsequences(complaints, main) }
}

/**
 * An expression may be evaluated several times; what is wrong with it is said once. What a wrong macro call leaves
 * behind is wrong for that reason, which has been said as well.
 */
function complainOnce(complaints: Complaint[]): Complain {
  const said = new Map<Token, Set<string>>()
  const wrongCalls = new Set(
    complaints.filter(({ code }) => code === 'c-macro-call').map(({ at }) => at.first),
  )
  return (complaint) => {
    const { first } = complaint.at
    const chain = callChain(first)
    const place = chain.at(-1)?.name ?? first
    // A macro may use its argument several times; a slip in it is one slip all the same.
    const words = 0 < chain.length && complaint.code === 'c-syntax' ? complaint.code : complaint.message
    if (limits.complaints <= complaints.length || said.get(place)?.has(words)) return
    if (0 < wrongCalls.size && chain.some(({ name }) => wrongCalls.has(name))) return
    said.set(place, (said.get(place) ?? new Set()).add(words))
    complaints.push(complaint)
  }
}

const consequences: ReadonlySet<ComplaintCode> = new Set(['c-type', 'c-unknown-name', 'c-unknown-field'])

/**
 * Where a header is missing, whatever is not defined is taken to be so because of that; so is what looks like bad
 * syntax in the headers that are there.
 */
function withoutConsequences(complaints: readonly Complaint[], main: SourceFile): readonly Complaint[] {
  if (!complaints.some(({ code }) => code === 'c-include-not-found')) return complaints
  return complaints.filter(
    ({ code, at }) => !consequences.has(code) && (code !== 'c-syntax' || at.first.file === main),
  )
}

/** What gcc defines for the data model, and headers test. */
function definedFor({ pointerSize }: DataModel): readonly Definition[] {
  const sizes = ['LONG', 'POINTER', 'SIZE_T'].map((of) => ({
    name: `__SIZEOF_${of}__`,
    body: `${pointerSize}`,
  }))
  const names = pointerSize === 8 ? ['_LP64', '__LP64__'] : []
  return [...sizes, ...names.map((name) => ({ name, body: '1' }))]
}

function endOf(file: SourceFile): Token {
  const at = file.text.length
  const nothing = { spaceBefore: false, lineStart: true, expansion: undefined, hidden: undefined }
  return { kind: 'end', text: '', file, start: at, end: at, ...nothing }
}
