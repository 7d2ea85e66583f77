/**
 * The names of a config that stand for something that is declared somewhere: macros, and members of structs. Which one
 * is under the cursor, and where else in a file it is meant.
 */
import { tokensOf } from '../c/lexer.ts'
import { spellingOf } from '../c/origin.ts'
import type { Token } from '../c/token.ts'
import type { Translation } from '../c/translate.ts'
import type { SourceFile } from '../text/source-file.ts'
import type { Span } from '../text/span.ts'
import { type Analysed, locatedAt } from './analysed.ts'
import { subjectAt, type Subject } from './cursor.ts'
import { nestingOf } from './nesting.ts'
import { placeOfExpression } from './references.ts'
import { endOf } from './trail.ts'

export interface Named {
  readonly kind: 'macro' | 'member'
  readonly name: string
  /** Where it is defined or declared; a macro may be so several times. */
  readonly declared: readonly Token[]
}

export interface Occurrence {
  readonly span: Span
  readonly role: 'declaration' | 'write' | 'read'
}

/** The name that the cursor touches, and where it stands there; undefined for anything that is no such name. */
export function namedAt(
  analysed: Analysed,
  offset: number,
): { readonly named: Named; readonly span: Span } | undefined {
  const { file } = analysed
  const touched = tokensOf(file).find(
    ({ kind, start, end }) => kind === 'identifier' && start <= offset && offset <= end,
  )
  const subject = touched && subjectAt(analysed, file, touched.start)
  const named = touched && subject && namedIn(subject, touched.text, analysed.translation)
  return touched && named && { named, span: spellingOf(touched) }
}

function namedIn(subject: Subject, name: string, { preprocessed }: Translation): Named | undefined {
  if (subject.kind === 'macro') {
    const all = preprocessed.definitions
      .filter((macro) => macro.name === name)
      .map(({ nameToken }) => nameToken)
    return { kind: 'macro', name, declared: all.length === 0 ? [subject.macro.nameToken] : all }
  }
  const trail =
    subject.kind === 'part' ? subject.trail : subject.kind === 'spot' ? subject.spot.trail : undefined
  const member = trail && endOf(trail).member
  const isName = subject.kind === 'part' || (subject.kind === 'spot' && subject.spot.kind === 'designator')
  return member?.name === name && isName ? { kind: 'member', name, declared: [member.at] } : undefined
}

/** Whether it is the same name, declared at the same place: each analysis has tokens of its own. */
export function isSameName(a: Named, b: Named): boolean {
  return (
    a.kind === b.kind &&
    a.name === b.name &&
    a.declared.some((one) => b.declared.some((other) => isAt(one, other)))
  )
}

/** Where a file that the analysis has read means what the name stands for, in the order of the text. */
export function occurrencesOf(
  named: Named,
  analysed: Analysed,
  file: SourceFile = analysed.file,
): readonly Occurrence[] {
  const spelled = tokensOf(file).filter(({ kind, text }) => kind === 'identifier' && text === named.name)
  if (spelled.length === 0) return []
  const roleOf =
    named.kind === 'macro' ? macroRoles(named, analysed, file) : memberRoles(named, analysed, file)
  return spelled.flatMap((token) => {
    const role = roleOf(token)
    return role ? [{ span: spellingOf(token), role }] : []
  })
}

type RoleOf = (token: Token) => Occurrence['role'] | undefined

/**
 * In the text a macro is meant where it was expanded; in directives, and in what the preprocessor has skipped, wherever
 * its name stands, since nothing else is looked up there.
 */
function macroRoles({ name }: Named, { translation }: Analysed, file: SourceFile): RoleOf {
  const { calls, definitions, inactive } = translation.preprocessed
  if (!definitions.some((macro) => macro.name === name)) return () => undefined
  const called = new Set(
    calls
      .filter((call) => call.name.file === file && call.macro.name === name)
      .map((call) => call.name.start),
  )
  const directives = new Map(
    nestingOf(file).directives.flatMap((line) => line.map((token) => [token, line] as const)),
  )
  return (token) => {
    const line = directives.get(token)
    if (line) return roleInDirective(token, line)
    const isSkipped = inactive.some(
      (skipped) => skipped.file === file && skipped.start <= token.start && token.end <= skipped.end,
    )
    return called.has(token.start) || isSkipped ? 'read' : undefined
  }
}

function roleInDirective(token: Token, line: readonly Token[]): Occurrence['role'] | undefined {
  const [, directive, first, ...rest] = line
  const name = directive?.text ?? ''
  // The names of files are no names of macros.
  if (name === 'include') return line.length === 3 ? 'read' : undefined
  if (name !== 'define') return /^(if|ifn?def|elif|elifn?def|undef)$/.test(name) ? 'read' : undefined
  if (token === first) return 'declaration'
  const [open] = rest
  const close = rest.findIndex(({ text }) => text === ')')
  const parameters = open?.text === '(' && !open.spaceBefore ? rest.slice(1, close) : []
  return parameters.some(({ text }) => text === token.text) ? undefined : 'read'
}

function memberRoles({ declared }: Named, analysed: Analysed, file: SourceFile): RoleOf {
  const seen = new Map<number, Token[]>()
  for (const token of analysed.translation.preprocessed.tokens)
    if (token.file === file && token.kind === 'identifier')
      seen.set(token.start, [...(seen.get(token.start) ?? []), token])
  const isDeclared = (at: Token): boolean => declared.some((one) => isAt(one, at))
  return (token) => {
    if (isDeclared(token)) return 'declaration'
    for (const other of (seen.get(token.start) ?? []).slice(0, mostUses)) {
      const found = other.text === token.text ? memberMeantBy(other, analysed) : undefined
      if (found && isDeclared(found.at)) return found.role
    }
    return undefined
  }
}

/** The text of a macro can be used any number of times; it means the same member in the first few of them. */
const mostUses = 8

function memberMeantBy(
  token: Token,
  analysed: Analysed,
): { readonly at: Token; readonly role: 'write' | 'read' } | undefined {
  const spot = locatedAt(token, analysed)
  if (!spot) return undefined
  const isDesignator = spot.kind === 'designator'
  const trail = isDesignator
    ? spot.trail
    : placeOfExpression(spot, token, analysed.translation, analysed.configurations)
  const member = trail && endOf(trail).member
  return member?.name === token.text ? { at: member.at, role: isDesignator ? 'write' : 'read' } : undefined
}

function isAt(a: Token, b: Token): boolean {
  return a.start === b.start && a.text === b.text && a.file.path === b.file.path
}
