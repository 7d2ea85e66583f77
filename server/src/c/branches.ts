/**
 * Branches: which of the lines between `#if` and `#endif` are read, and what is skipped.
 */
import { span } from '../text/span.ts'
import { type ConditionalGroup, conditionOf } from './directive-conditions.ts'
import { expandTokens } from './expansion.ts'
import { originOf } from './origin.ts'
import { complainAbout, type Frame, type Reading, restOfLine } from './reading.ts'
import type { Token } from './token.ts'

/** The first branch of a conditional. If it does not hold, the lines up to one that does are skipped. */
export function openGroup(hash: Token, line: readonly Token[], frame: Frame, reading: Reading): void {
  const directive = line[0] ?? hash
  const group: ConditionalGroup = { hash, directive, isTaken: holds(line, frame, reading), hasElse: false }
  frame.groups.push(group)
  if (!group.isTaken) skipBranch(frame, reading)
}

/** An `#elif`, `#else` or `#endif` behind a branch that was read: everything up to the `#endif` is skipped. */
export function leaveBranch(hash: Token, directive: Token, frame: Frame, reading: Reading): void {
  const group = frame.groups.at(-1)
  if (!group) {
    complainAbout(directive, `this \`#${directive.text}\` has no \`#if\``, reading, originOf(hash, directive))
    return
  }
  if (directive.text === 'endif') {
    frame.groups.pop()
    return
  }
  noteElse(directive, group, reading)
  skipBranch(frame, reading)
}

/** Skips to the branch that is to be read, or behind the `#endif`; conditionals in between are passed as a whole. */
function skipBranch(frame: Frame, reading: Reading): void {
  const start = frame.tokens[frame.at]?.start ?? frame.file.text.length
  let depth = 0
  for (let token = frame.tokens[frame.at]; token && token.kind !== 'end'; token = frame.tokens[frame.at]) {
    frame.at++
    if (!token.lineStart || token.text !== '#') continue
    const directive = frame.tokens[frame.at]
    if (!directive || directive.lineStart) continue
    if (/^if(n?def)?$/.test(directive.text)) depth++
    else if (directive.text === 'endif' && 0 < depth) depth--
    else if (depth === 0 && endsSkipping(directive, frame, reading)) {
      if (start < token.start) reading.inactive.push(span(frame.file, start, token.start))
      return
    }
  }
  reading.inactive.push(span(frame.file, start, frame.file.text.length))
}

function endsSkipping(directive: Token, frame: Frame, reading: Reading): boolean {
  const group = frame.groups.at(-1)
  if (!group || !/^(elif(n?def)?|else|endif)$/.test(directive.text)) return false
  const line = restOfLine(frame)
  if (directive.text === 'endif') {
    frame.groups.pop()
    return true
  }
  noteElse(directive, group, reading)
  if (group.isTaken) return false
  group.isTaken = directive.text === 'else' || holds(line, frame, reading)
  return group.isTaken
}

function noteElse(directive: Token, group: ConditionalGroup, reading: Reading): void {
  if (group.hasElse) complainAbout(directive, `\`#${directive.text}\` behind \`#else\``, reading)
  if (directive.text === 'else') group.hasElse = true
}

function holds(line: readonly Token[], frame: Frame, reading: Reading): boolean {
  const { expander, macros, complain, options } = reading
  return conditionOf(line, {
    isDefined: (name) => macros.has(name),
    expand: (tokens) => expandTokens(tokens, expander),
    hasInclude: (name, quoted) => !('searched' in options.resolver.resolve(name, quoted, frame.file)),
    complain,
  })
}
