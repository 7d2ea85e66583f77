/**
 * Elements at the end of an array elsewhere in the file, and the length of an array that has become too short.
 */
import { startOfLineAt } from '../../text/source-file.ts'
import { tokensOf } from '../../c/lexer.ts'
import type { CType } from '../../c/types.ts'
import type { ArrayKind } from '../../config/arrays.ts'
import { fieldOf } from '../../config/view.ts'
import type { TextEdit } from '../../text/edit.ts'
import { span } from '../../text/span.ts'
import type { Situation } from './situation.ts'

export interface Appended {
  /** The position of the first of them. */
  readonly first: number
  readonly edits: readonly TextEdit[]
}

/** Undefined where the array does not stand in the file as it is, or the file has none. */
export function appendedElements(
  kind: ArrayKind,
  text: string,
  count: number,
  { cell, analysed }: Situation,
): Appended | undefined {
  const array = cell?.configuration[kind]
  const view = array?.member && cell && fieldOf(cell.configuration.view, array.member.name)
  const close = view?.node?.kind === 'array' ? view.node.origin.last : undefined
  if (!array || !view || close?.text !== '}' || close.expansion || close.file !== analysed.file)
    return undefined
  const { file } = analysed
  const tokens = tokensOf(file)
  const before = tokens[tokens.findIndex(({ start }) => start === close.start) - 1]
  if (!before) return undefined
  const line = file.text.slice(startOfLineAt(file.text, close.start), close.start)
  const margin = /^[ \t]*/.exec(line)?.[0] ?? ''
  const lines = `${text},`.replaceAll('\n', `\n${margin}\t`)
  const comma = before.text === ',' || before.text === '{' ? '' : ','
  return {
    first: array.writtenLength,
    edits: [
      ...(comma === '' ? [] : [{ span: span(file, before.end, before.end), text: comma }]),
      close.lineStart
        ? { span: span(file, close.start, close.start), text: `\t${lines}\n${margin}` }
        : { span: span(file, close.start, close.start), text: `\n${margin}\t${lines}\n${margin}` },
      ...longerArray(view.type, array.writtenLength + count, analysed),
    ],
  }
}

/** The edit that makes room for so many elements; none where there is room, or the length is no plain number. */
export function longerArray(
  type: CType,
  needed: number,
  { file }: Pick<Situation['analysed'], 'file'>,
): readonly TextEdit[] {
  if (type.kind !== 'array' || type.length === undefined || needed <= type.length) return []
  const { first, last } = type.lengthAt ?? {}
  if (!first || first !== last || first.kind !== 'number' || first.expansion || first.file !== file) return []
  if (Number(first.text) !== type.length) return []
  return [{ span: span(file, first.start, first.end), text: `${needed}` }]
}
