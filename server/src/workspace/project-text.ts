/**
 * A project file as a text: its entries as far as they are valid, and all that is wrong with the rest. Whether the
 * files that it names exist is not asked here.
 */
import { getNodeValue, type Node } from 'jsonc-parser'
import type * as z from 'zod'
import { nearestName } from '../c/spelling.ts'
import { codeOf, codes } from '../rules/codes.ts'
import { ruleOf, rules } from '../rules/registry.ts'
import type { SourceFile } from '../text/source-file.ts'
import { type Span, span } from '../text/span.ts'
import { type JsonPath, keyAt, nodeAt, readJson } from './project-json.ts'
import { type ProjectProblem, spanOfNode } from './project-problem.ts'
import { type BoardEntry, type ProjectEntries, projectSchema } from './project-schema.ts'
import { type Words, wordsOfIssue, wordsOfUnknownKey } from './project-words.ts'

export interface ProjectText {
  readonly file: SourceFile
  readonly entries: Omit<ProjectEntries, 'boards'>
  readonly boards: readonly PlacedBoard[]
  readonly problems: readonly ProjectProblem[]
  /** Where a value is written; for one that is missing, what it is missing in. */
  readonly placeOf: (path: JsonPath) => Span
}

export interface PlacedBoard {
  readonly entry: BoardEntry
  /** Where it is in the file, whatever was left out before it. */
  readonly path: JsonPath
}

/** Nobody reads more than so many. */
const mostProblems = 100

export function readProjectText(file: SourceFile): ProjectText {
  const { root, problems } = readJson(file)
  const place: Place = { file, root }
  const value: unknown = root ? getNodeValue(root) : {}
  const whole = projectSchema.safeParse(value)
  const issues = whole.error?.issues ?? []
  const dropped = new Set(issues.flatMap(entriesWith).map((path) => JSON.stringify(path)))
  const rest = projectSchema.safeParse(without(value, [], dropped))
  const { boards, ...entries } = rest.data ?? {}
  const paths = (nodeAt(root, ['boards'])?.children ?? [])
    .map((_, index): JsonPath => ['boards', index])
    .filter((path) => !dropped.has(JSON.stringify(path)))
  return {
    file,
    entries,
    boards: (boards ?? []).map((entry, index) => ({ entry, path: paths[index] ?? ['boards'] })),
    problems: [
      ...problems,
      ...issues.flatMap((issue) => problemsOfIssue(issue, place)),
      ...unknownRules(entries.rules, place),
    ].slice(0, mostProblems),
    placeOf: (path) => placeOf(path, place),
  }
}

interface Place {
  readonly file: SourceFile
  readonly root: Node | undefined
}

function placeOf(path: JsonPath, { file, root }: Place): Span {
  const node = nodeAt(root, path)
  if (node) return spanOfNode(file, node)
  return path.length === 0 ? span(file, 0, 0) : placeOfOwner(path.slice(0, -1), { file, root })
}

/** What something is missing in is mostly long; its first bracket stands for it. */
function placeOfOwner(path: JsonPath, place: Place): Span {
  const { file, start, end } = placeOf(path, place)
  return span(file, start, Math.min(start + 1, end))
}

/**
 * The entries that an issue makes useless: the smallest part that means something by itself. A board lacking a part is
 * another board.
 */
function entriesWith(issue: z.core.$ZodIssue): readonly JsonPath[] {
  const path = stepsOf(issue)
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => [...path, key])
  const isList = path[0] === 'boards' || path[0] === 'rules' || path[0] === 'defines'
  return [path.slice(0, isList ? 2 : 1)]
}

function without(value: unknown, path: JsonPath, dropped: ReadonlySet<string>): unknown {
  if (dropped.has(JSON.stringify(path))) return path.length === 0 ? {} : undefined
  if (Array.isArray(value))
    return value
      .map((element, index) => without(element, [...path, index], dropped))
      .filter((element) => element !== undefined)
  if (typeof value !== 'object' || value === null) return value
  const kept = Object.entries(value).map(
    ([key, part]) => [key, without(part, [...path, key], dropped)] as const,
  )
  return Object.fromEntries(kept.filter(([, part]) => part !== undefined))
}

function problemsOfIssue(issue: z.core.$ZodIssue, place: Place): readonly ProjectProblem[] {
  const path = stepsOf(issue)
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({
      code: 'project-unknown-key',
      severity: 'warning',
      ...wordsOfUnknownKey(key, path),
      at: placeOfKey([...path, key], place),
    }))
  const at = issue.code === 'invalid_key' ? placeOfKey(path, place) : placeOf(path, place)
  return [{ code: 'project-type', severity: 'error', ...wordsOfIssue(issue, nodeAt(place.root, path)), at }]
}

function stepsOf(issue: z.core.$ZodIssue): JsonPath {
  return issue.path.map((step) => (typeof step === 'number' ? step : String(step)))
}

function placeOfKey(path: JsonPath, place: Place): Span {
  const key = keyAt(place.root, path)
  return key ? spanOfNode(place.file, key) : placeOf(path, place)
}

function unknownRules(entries: ProjectEntries['rules'], place: Place): readonly ProjectProblem[] {
  return Object.keys(entries ?? {})
    .filter((id) => !ruleOf(id) && !codeOf(id))
    .map((id) => ({
      code: 'project-unknown-rule',
      severity: 'warning',
      ...wordsOfUnknownRule(id),
      at: placeOfKey(['rules', id], place),
    }))
}

function wordsOfUnknownRule(id: string): Words {
  const meant = nearestName(
    id,
    [...rules, ...codes].map((known) => known.id),
  )
  return {
    message: `there is no rule \`${id}\``,
    help: meant === undefined ? '`warden rules` lists them' : `did you mean \`${meant}\`?`,
  }
}
