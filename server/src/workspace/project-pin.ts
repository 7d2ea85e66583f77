/**
 * Writes into a project file which root a cell belongs to, or takes it out again, and leaves everything else in it as
 * somebody has written it, comments included. The result is edits of the text; nothing is written here.
 */
import type { Node } from 'jsonc-parser'
import { type SourceFile, sourceFile } from '../text/source-file.ts'
import { patternIn } from './path-pattern.ts'
import { folderOf, isInside, relativeTo, resolved } from './paths.ts'
import { type JsonPath, nodeAt, readJson } from './project-json.ts'
import { type PlacedBoard, readProjectText } from './project-text.ts'

export interface Pin {
  /** The path of the cell. */
  readonly cell: string
  /** The path of its root; undefined to say nothing about it any more. */
  readonly root: string | undefined
}

/** The whole text as it is to be. */
export interface PinnedText {
  readonly text: string
}

/**
 * Why it cannot be written: the file is no valid JSON, it lies in no folder around both configs, or a pattern puts the
 * cell on another board, which is for a person to narrow.
 */
export type PinProblem =
  | { readonly problem: 'syntax' }
  | { readonly problem: 'outside' }
  | { readonly problem: 'pattern'; readonly pattern: string }

/** @param file the project file; one that does not exist yet has an empty text */
export function withPin(file: SourceFile, { cell, root }: Pin): PinnedText | PinProblem {
  const folder = folderOf(file.path)
  if (![cell, root ?? cell].every((path) => isInside(folder, path))) return { problem: 'outside' }
  let text = file.text.trim() === '' ? '{}\n' : file.text
  const read = (): ReturnType<typeof readProjectText> => readProjectText(sourceFile(file.path, text))
  const isRoot = ({ entry }: PlacedBoard): boolean => resolved(folder, entry.root) === root
  const isCell = (name: string): boolean => resolved(folder, name) === cell

  if (read().problems.some(({ severity, code }) => code === 'project-syntax' && severity === 'error'))
    return { problem: 'syntax' }
  for (const { entry, path } of read().boards.filter((board) => !isRoot(board))) {
    const pattern = entry.cells.find((name) => isMatch(name, folder, cell))
    if (pattern !== undefined) return { problem: 'pattern', pattern }
    // From the end, so that the numbers of the others stay what they are.
    for (const [index, name] of [...entry.cells.entries()].toReversed())
      if (isCell(name)) text = withoutElement(text, [...path, 'cells', index])
  }
  if (root === undefined) return { text }
  const own = read().boards.find(isRoot)
  const name = JSON.stringify(relativeTo(folder, cell))
  if (!own) {
    const board = `{ "root": ${JSON.stringify(relativeTo(folder, root))}, "cells": [${name}] }`
    return { text: withElement(withArray(text, 'boards'), ['boards'], board) }
  }
  if (own.entry.cells.some((entry) => isCell(entry) || isMatch(entry, folder, cell))) return { text }
  return { text: withElement(text, [...own.path, 'cells'], name) }
}

/** Whether an entry in `cells` is a pattern, and the cell is among what it matches. */
function isMatch(entry: string, folder: string, cell: string): boolean {
  const pattern = patternIn(entry)
  if (!pattern) return false
  const start = resolved(folder, pattern.base)
  return isInside(start, cell) && pattern.matches(cell.slice(start === '/' ? 1 : start.length + 1))
}

/** The text with an empty array of that name in its object, if it lacks one. */
function withArray(text: string, key: string): string {
  const { root } = readJson(sourceFile('/', text))
  if (!root || nodeAt(root, [key])) return text
  const last = root.children?.at(-1)
  const property = `${JSON.stringify(key)}: []`
  if (last) return insertedAt(text, endOf(last), `,\n  ${property}`)
  return `${text.slice(0, root.offset)}{\n  ${property}\n}${text.slice(endOf(root))}`
}

/** The text with one more element at the end of an array: on a line of its own where the others are. */
function withElement(text: string, array: JsonPath, element: string): string {
  const node = nodeAt(readJson(sourceFile('/', text)).root, array)
  if (!node) return text
  const last = node.children?.at(-1)
  if (!last) return `${text.slice(0, node.offset)}[${element}]${text.slice(endOf(node))}`
  const [lineBefore = ''] = /\n[ \t]*$/.exec(text.slice(node.offset, last.offset)) ?? []
  return insertedAt(text, endOf(last), `,${lineBefore === '' ? ' ' : lineBefore}${element}`)
}

/** The text without an element of an array, and without the comma that it had. */
function withoutElement(text: string, path: JsonPath): string {
  const { root } = readJson(sourceFile('/', text))
  const [node, siblings] = [nodeAt(root, path), nodeAt(root, path.slice(0, -1))?.children ?? []]
  if (!node) return text
  const index = siblings.indexOf(node)
  const [before, after] = [siblings[index - 1], siblings[index + 1]]
  if (after) return text.slice(0, node.offset) + text.slice(after.offset)
  if (before) return text.slice(0, endOf(before)) + text.slice(endOf(node))
  return text.slice(0, node.offset) + text.slice(endOf(node)).replace(/^\s*,/, '')
}

function endOf({ offset, length }: Node): number {
  return offset + length
}

function insertedAt(text: string, offset: number, inserted: string): string {
  return text.slice(0, offset) + inserted + text.slice(offset)
}
