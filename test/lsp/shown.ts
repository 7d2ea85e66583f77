/** Diagnostics as short texts, so that a test reads like what a user sees; and the requests that tests make often. */
import {
  type Diagnostic,
  type DocumentDiagnosticReport,
  type Hover,
  MarkupContent,
  type Range,
  ResponseError,
  type TextDocumentPositionParams,
} from 'vscode-languageserver'
import { type Editor, uriOf } from './editor.ts'

const severities = ['', 'error', 'warning', 'information', 'hint']

export async function pull(
  editor: Editor,
  path: string,
  previousResultId?: string,
): Promise<DocumentDiagnosticReport> {
  return editor.request('textDocument/diagnostic', { textDocument: { uri: uriOf(path) }, previousResultId })
}

/** The diagnostics of a file, all of them. */
export async function diagnosticsOf(editor: Editor, path: string): Promise<readonly Diagnostic[]> {
  const report = await pull(editor, path)
  return report.kind === 'full' ? report.items : []
}

/** `error cpu-not-in-root at .cpus = «{ 0x20 }»`: with the marked text out of the file. */
export async function shownIn(editor: Editor, path: string): Promise<readonly string[]> {
  return (await diagnosticsOf(editor, path)).map((diagnostic) => shown(diagnostic, editor.textOf(path)))
}

export function shown({ severity, code, range }: Diagnostic, text: string): string {
  return `${severities[severity ?? 0]} ${code} at ${marked(range, text)}`
}

/** The lines of a range, with the range in guillemets. */
export function marked({ start, end }: Range, text: string): string {
  const lines = text.split('\n').slice(start.line, end.line + 1)
  const last = lines.length - 1
  lines[last] = insert(lines[last] ?? '', end.character, '»')
  lines[0] = insert(lines[0] ?? '', start.character, '«')
  return lines.map((line) => line.trim()).join(' ')
}

/** Hover over the first character of a text, which has to be in the file. */
export async function hover(editor: Editor, path: string, place: string): Promise<Hover | null> {
  return editor.request('textDocument/hover', at(editor, path, place))
}

/** The parameters of a request about the first character of a text, the first time that it is in the file. */
export function at(editor: Editor, path: string, place: string): TextDocumentPositionParams {
  const before = editor.textOf(path).slice(0, editor.textOf(path).indexOf(place)).split('\n')
  const position = { line: before.length - 1, character: before.at(-1)?.length ?? 0 }
  return { textDocument: { uri: uriOf(path) }, position }
}

/** What a diagnostic or a hover says, and in which notation. */
export function wordsOf(contents: Hover['contents'] | Diagnostic['message'] | undefined): string {
  if (typeof contents === 'string') return contents
  return MarkupContent.is(contents) ? `${contents.kind}: ${contents.value}` : 'nothing'
}

/** The code with which a request is refused; undefined when it is answered. */
export async function refusalOf(answer: Promise<unknown>): Promise<number | undefined> {
  return (await refused(answer))?.code
}

/** The answer that a request is refused with; undefined when it gets one. */
export function refused(answer: Promise<unknown>): Promise<ResponseError<unknown> | undefined> {
  return answer.then(
    () => undefined,
    (error: unknown) => {
      if (error instanceof ResponseError) return error
      throw error
    },
  )
}

function insert(text: string, offset: number, what: string): string {
  return text.slice(0, offset) + what + text.slice(offset)
}
