/** What the schema says about a project file, in words for the person who wrote it. It looks at no text itself. */
import type { Node } from 'jsonc-parser'
import type * as z from 'zod'
import { nearestName } from '../c/spelling.ts'
import type { JsonPath } from './project-json.ts'
import { boardKeys, projectKeys } from './project-schema.ts'

export interface Words {
  readonly message: string
  readonly help?: string
}

/** @param found the value that the schema does not accept; undefined where there is none */
export function wordsOfIssue(issue: z.core.$ZodIssue, found: Node | undefined): Words {
  const path: JsonPath = issue.path.map((step) => (typeof step === 'number' ? step : String(step)))
  const name = path.length === 0 ? 'the file' : `\`${nameOfPath(path)}\``
  if (path.length !== 0 && !found && issue.code !== 'invalid_key')
    return { message: `${ownerOf(path)} lacks the key \`${path.at(-1)}\`` }
  switch (issue.code) {
    case 'invalid_type':
      return {
        message: `${name} has to be ${typeWords[issue.expected] ?? issue.expected}${insteadOf(found)}`,
      }
    case 'invalid_value':
      return wordsOfChoice(name, issue.values.map(String), found)
    case 'too_small':
      return {
        message:
          issue.origin === 'string'
            ? `${name} is empty`
            : `${name} has to have at least ${String(issue.minimum)} elements`,
      }
    case 'too_big':
      return { message: `${name} is longer than ${String(issue.maximum)} characters` }
    case 'invalid_format':
      return { message: `${name} ${issue.message}${insteadOf(found)}` }
    case 'invalid_key':
      return { message: `\`${path.at(-1)}\` is no name of a macro` }
    default:
      return { message: `${name}: ${issue.message}` }
  }
}

export function wordsOfUnknownKey(key: string, path: JsonPath): Words {
  const known = path[0] === 'boards' ? boardKeys : projectKeys
  const meant = nearestName(key, known)
  return {
    message: `there is no key \`${key}\`${path.length === 0 ? '' : ` in ${ownerOf([...path, key])}`}`,
    help:
      meant === undefined
        ? `the keys are ${listed(known, 'and', quotedAsCode)}`
        : `did you mean \`${meant}\`?`,
  }
}

function wordsOfChoice(name: string, values: readonly string[], found: Node | undefined): Words {
  const message = `${name} has to be ${listed(values, 'or', quoted)}${insteadOf(found)}`
  const meant = found?.type === 'string' ? nearestName(String(found.value), values) : undefined
  return meant === undefined ? { message } : { message, help: `did you mean ${quoted(meant)}?` }
}

/** `boards[0].root` */
function nameOfPath(path: JsonPath): string {
  return path
    .map((step, index) => (typeof step === 'number' ? `[${step}]` : index === 0 ? step : `.${step}`))
    .join('')
}

function ownerOf(path: JsonPath): string {
  return path[0] === 'boards'
    ? 'the board'
    : path.length === 1
      ? 'the file'
      : `\`${nameOfPath(path.slice(0, -1))}\``
}

const typeWords: Readonly<Record<string, string>> = {
  string: 'a text',
  array: 'a list in brackets [ ]',
  object: 'an object in braces { }',
  record: 'an object in braces { }',
}

function insteadOf(found: Node | undefined): string {
  switch (found?.type) {
    case 'string':
      return `, not ${quoted(shortened(String(found.value)))}`
    case 'array':
      return ', not a list'
    case 'object':
      return ', not an object'
    case 'number':
    case 'boolean':
    case 'null':
      return `, not ${String(found.value)}`
    case 'property':
    case undefined:
      return ''
  }
}

function shortened(text: string): string {
  return text.length <= 60 ? text : `${text.slice(0, 60)}…`
}

function quoted(text: string): string {
  return `"${text}"`
}

function quotedAsCode(text: string): string {
  return `\`${text}\``
}

function listed(words: readonly string[], conjunction: 'and' | 'or', as: (word: string) => string): string {
  const shown = words.map(as)
  return shown.length < 2 ? shown.join('') : `${shown.slice(0, -1).join(', ')} ${conjunction} ${shown.at(-1)}`
}
