/**
 * What a finding can be called that no rule makes: a complaint of the C front end, something wrong with a comment
 * that suppresses rules, or with a project file. Such codes are selected, explained and switched off like rules.
 */
import { complaintDocs } from './complaint-docs.ts'
import { projectDocs } from './project-docs.ts'
import { suppressionDocs } from './suppression-docs.ts'

export interface CodeDocs {
  readonly id: string
  readonly subject: CodeSubject
  /** What is wrong, in a sentence or two. */
  readonly what: string
  /** What Warden makes of it, and what to look for. */
  readonly then: string
  /** Absent where one would be too long. */
  readonly example?: string
}

export type CodeSubject = 'c' | 'comment' | 'project'

/** All codes, those of one subject together. */
export const codes: readonly CodeDocs[] = [
  ...Object.entries(complaintDocs).map(([id, docs]) => ({ id, subject: 'c', ...docs }) as const),
  ...Object.entries(suppressionDocs).map(([id, docs]) => ({ id, subject: 'comment', ...docs }) as const),
  ...Object.entries(projectDocs).map(([id, docs]) => ({ id, subject: 'project', ...docs }) as const),
]

/** The code with this name; undefined where there is none. */
export function codeOf(id: string): CodeDocs | undefined {
  return codesById.get(id)
}

/** The page of `docs/rules` on which the codes of a subject are described. */
export const pageOfSubject: Readonly<Record<CodeSubject, string>> = {
  c: 'c-front-end.md',
  comment: 'suppressions.md',
  project: 'project-file.md',
}

const codesById = new Map(codes.map((code) => [code.id, code]))
