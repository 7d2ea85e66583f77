/**
 * Renaming what a config has named itself: its macros, the configuration object, the structs of its own and their
 * members. What a header names is not renamed: others depend on it, and what it means is decided there.
 */
import { tokensOf } from '../c/lexer.ts'
import type { MacroDefinition } from '../c/token.ts'
import type { SourceFile } from '../text/source-file.ts'
import type { Span } from '../text/span.ts'
import type { TextEdit } from '../text/edit.ts'
import type { Analysed } from './analysed.ts'
import { useOfName } from './expression-names.ts'
import { namedAt, type Named, occurrencesOf } from './named.ts'

export type Renaming =
  | { readonly isAllowed: true; readonly span: Span; readonly named: Named }
  /** Why not, for a person. */
  | { readonly isAllowed: false; readonly reason: string }

/** What would be renamed; undefined where there is no name of this kind, as on a number. */
export function renamingAt(analysed: Analysed, offset: number): Renaming | undefined {
  const found = namedAt(analysed, offset)
  if (!found) return keywordAt(analysed.file, offset)
  const reason = reasonAgainst(found.named, analysed)
  return reason === undefined ? { isAllowed: true, ...found } : { isAllowed: false, reason }
}

function keywordAt(file: SourceFile, offset: number): Renaming | undefined {
  const token = tokensOf(file).find(
    ({ start, end, text }) => start <= offset && offset <= end && keywords.has(text),
  )
  return token && { isAllowed: false, reason: `\`${token.text}\` is a word of C itself` }
}

export type Renamed =
  | { readonly edits: readonly TextEdit[] }
  /** Why the new name will not do, for a person. */
  | { readonly reason: string }

/**
 * The edits in all files where the name is meant.
 *
 * @param others analyses of the files around, which may include the one that declares it
 */
export function renamed(
  named: Named,
  newName: string,
  analysed: Analysed,
  others: readonly Analysed[],
): Renamed {
  const concerned = [analysed, ...others.filter(({ file }) => file !== analysed.file)].filter((one) =>
    knows(named, one),
  )
  const reason = [
    ...concerned.map((one) => reasonAgainst(named, one)),
    ...concerned.map((one) => clash(named, newName, one)),
  ]
  const against = reason.find((one) => one !== undefined)
  if (!/^[A-Za-z_]\w*$/.test(newName)) return { reason: `\`${newName}\` is no name in C` }
  if (keywords.has(newName)) return { reason: `\`${newName}\` is a word of C itself` }
  if (against !== undefined) return { reason: against }
  const edits = new Map<string, TextEdit>()
  for (const one of concerned)
    for (const file of sourcesOf(one))
      for (const { span } of occurrencesOf(named, one, file))
        edits.set(`${span.file.path} ${span.start}`, { span, text: newName })
  return { edits: [...edits.values()] }
}

function reasonAgainst(named: Named, { translation }: Analysed): string | undefined {
  const { name, declared } = named
  if (declared.some(({ file }) => !file.path.startsWith('/')))
    return `\`${name}\` is defined outside of the text, by Warden or by the settings`
  const header = declared.find(({ file }) => !isSource(file))
  if (header) return `\`${name}\` belongs to ${nameOf(header.file)}, and others depend on it`
  if (declared.some(({ expansion }) => expansion !== undefined)) return `\`${name}\` comes out of a macro`
  const { files, definitions } = translation.preprocessed
  const reader =
    named.kind === 'macro'
      ? files.find((file) => !isSource(file) && mentions(file, name))
      : definitions.find((macro) => !isSource(macro.nameToken.file) && namesIn(macro, named))?.nameToken.file
  return reader && `${nameOf(reader)} asks for \`${name}\` by this name`
}

/** Whether the text of a header's macro may mean the name, wherever it is called. */
function namesIn({ body, parameters }: MacroDefinition, { name, kind }: Named): boolean {
  return (
    parameters?.includes(name) !== true &&
    body.some(({ text }, at) => text === name && useOfName(body[at - 1]) === kind)
  )
}

/** A name that is in use anywhere in the files could mean something else from then on, or be meant by mistake. */
function clash({ kind }: Named, newName: string, analysed: Analysed): string | undefined {
  const { preprocessed, scope } = analysed.translation
  if (preprocessed.macros.has(newName)) return `there is a macro \`${newName}\` already`
  const taken =
    kind === 'ordinary'
      ? scope.names.get(newName)?.at
      : kind === 'tag'
        ? scope.records.get(`struct ${newName}`)?.at
        : undefined
  if (taken && !isSource(taken.file))
    return `\`${newName}\` is the name of something in ${nameOf(taken.file)}`
  const user = sourcesOf(analysed).find((file) => mentions(file, newName))
  return user && `\`${newName}\` is in use in ${nameOf(user)} already`
}

/** Whether the analysis has read a file that declares the name. */
function knows({ declared }: Named, { translation }: Analysed): boolean {
  return declared.some(({ file }) => translation.preprocessed.files.some(({ path }) => path === file.path))
}

/** The config, and other configs that it includes: variants of one are made like that. */
function sourcesOf({ translation }: Analysed): readonly SourceFile[] {
  return translation.preprocessed.files.filter(isSource)
}

function isSource({ path }: SourceFile): boolean {
  return path.startsWith('/') && path.endsWith('.c')
}

function mentions(file: SourceFile, name: string): boolean {
  return (
    file.text.includes(name) &&
    tokensOf(file).some(({ kind, text }) => kind === 'identifier' && text === name)
  )
}

function nameOf({ path }: SourceFile): string {
  return path.slice(path.lastIndexOf('/') + 1)
}

const keywords: ReadonlySet<string> = new Set(
  `auto break case char const continue default defined do double else enum extern float for goto if inline int long
  register restrict return short signed sizeof static struct switch typedef union unsigned void volatile while
  _Alignas _Alignof _Bool _Static_assert`.split(/\s+/),
)
