/**
 * The face of the C front end: from a text, and a way to find the headers it includes, to the objects it defines.
 *
 * The front end does no input or output: whoever calls it brings an `IncludeResolver`. It never throws; what it has
 * to say is in `complaints`, in the order of the phases.
 */
import type { Complain, Complaint } from './complaint.ts'
import { limits } from './limits.ts'
import { type ObjectDefinition, parseUnit } from './parser.ts'
import type { Preprocessed, PreprocessOptions } from './preprocessing.ts'
import { preprocess } from './preprocessor.ts'
import type { Scope } from './scope.ts'
import type { Token } from './token.ts'
import type { DataModel } from './types.ts'
import type { SourceFile } from '../text/source-file.ts'

export interface TranslateOptions extends PreprocessOptions {
  readonly model: DataModel
}

export interface Translation {
  readonly main: SourceFile
  readonly preprocessed: Preprocessed
  readonly scope: Scope
  /** Every object with an initialiser, in the order of definition. */
  readonly objects: readonly ObjectDefinition[]
  readonly complaints: readonly Complaint[]
}

export function translate(main: SourceFile, options: TranslateOptions): Translation {
  const preprocessed = preprocess(main, options)
  const complaints = [...preprocessed.complaints]
  const complain = complainOnce(complaints)
  const tokens = preprocessed.tokens
  const end = tokens.at(-1) ?? endOf(main)
  const { scope, objects } = parseUnit(tokens, end, options.model, complain)
  return { main, preprocessed, scope, objects, complaints }
}

/** An expression may be evaluated several times; what is wrong with it is said once. */
function complainOnce(complaints: Complaint[]): Complain {
  const said = new Map<Token, string>()
  return (complaint) => {
    if (limits.complaints <= complaints.length || said.get(complaint.at.first) === complaint.message) return
    said.set(complaint.at.first, complaint.message)
    complaints.push(complaint)
  }
}

function endOf(file: SourceFile): Token {
  const at = file.text.length
  const nothing = { spaceBefore: false, lineStart: true, expansion: undefined, hidden: undefined }
  return { kind: 'end', text: '', file, start: at, end: at, ...nothing }
}
