/**
 * What is still missing in the struct of a configuration: its header, and the arrays behind it, which the hypervisor
 * finds one behind another. So only those are offered that belong where the cursor is.
 */
import { allArrays, type CountedArray } from '../../config/array-order.ts'
import { arrayOfTag, nounsOf } from '../../config/arrays.ts'
import { headerMemberName, wrapperArrayName } from '../../config/image-wrapper.ts'
import { architectureOfFolder } from '../../config/interface.ts'
import { cellTag, systemTag } from '../../config/wrapper-members.ts'
import { prose } from '../markdown.ts'
import type { BodyGap, DeclaredMember } from './declared-members.ts'
import { type Completion, completion } from './item.ts'
import type { Situation } from './situation.ts'
import { hole, template } from './template.ts'

export function wrapperCompletions(gap: BodyGap, situation: Situation): readonly Completion[] {
  if (gap.kind === 'length') return lengthCompletions(gap.initialised, situation)
  const { scope } = situation.analysed.translation
  const arrays = allArrays(situation.analysed.translation).filter(({ unit }) => unit !== undefined)
  const ranks = rankedBy(arrays, [...gap.before, ...gap.behind])
  if (!ranks || !scope.records.has(`struct ${cellTag}`)) return []
  const before = Math.max(nothing, ...ranks.slice(0, gap.before.length))
  const behind = Math.min(arrays.length, ...ranks.slice(gap.before.length))
  const fitting = arrays.filter(
    (array, rank) =>
      before < rank &&
      rank < behind &&
      isFor(array, situation) &&
      typeText(array).startsWith(gap.keyword ?? ''),
  )
  return [
    ...(before === nothing && !ranks.includes(header) ? headers(gap, situation) : []),
    ...fitting.map((array) => arrayCompletion(array, gap, situation)),
  ]
}

type Declaration = Extract<BodyGap, { kind: 'declaration' }>

const header = -1
const nothing = -2

/** Where each member stands among the arrays; undefined for a struct that has other members, and is no configuration. */
function rankedBy(
  arrays: readonly CountedArray[],
  members: readonly DeclaredMember[],
): readonly number[] | undefined {
  let reached = nothing
  const ranks: number[] = []
  for (const member of members) {
    const rank = rankOf(member, arrays, reached)
    if (rank === undefined) return undefined
    ranks.push(rank)
    reached = Math.max(reached, rank)
  }
  return ranks
}

function rankOf(
  { name, tag, isArray }: DeclaredMember,
  arrays: readonly CountedArray[],
  reached: number,
): number | undefined {
  if (tag === cellTag || tag === systemTag) return header
  const kind = tag === undefined ? undefined : arrayOfTag(tag)
  const isSame = (array: CountedArray): boolean =>
    tag === undefined
      ? wrapperArrayName(array) === name
      : tagOf(array) === tag || (kind !== undefined && array.kind === kind)
  const isLike = (array: CountedArray, rank: number): boolean =>
    tag === undefined && tagOf(array) === undefined && reached < rank
  const rank = isArray
    ? [arrays.findIndex(isSame), arrays.findIndex(isLike)].find((found) => 0 <= found)
    : undefined
  return rank
}

function tagOf({ unit }: CountedArray): string | undefined {
  return unit !== undefined && unit !== 'bytes' && unit.kind === 'record' ? unit.tag : undefined
}

/** Ports and caches are for x86 only, and stream ids for Arm. */
function isFor({ kind, countField }: CountedArray, { machine: known, analysed }: Situation): boolean {
  const machine = known ?? architectureOfFolder(analysed.file.path)
  if (machine === undefined) return true
  const isOfX86 = kind === 'pio' || kind === 'caches' || countField === portBitmapSize
  return machine === 'x86' ? kind !== 'streamIds' : !isOfX86
}

const portBitmapSize = 'pio_bitmap_size'

function headers({ keyword }: Declaration, { word }: Situation): readonly Completion[] {
  if (keyword === 'union') return []
  const cell = { name: headerMemberName('cell'), tag: cellTag, detail: 'of a cell' }
  const system = {
    name: headerMemberName('system'),
    tag: systemTag,
    detail: 'of the board and its root cell',
  }
  return [cell, system].map(({ name, tag, detail }) =>
    completion({
      label: `struct ${tag} ${name}`,
      kind: 'field',
      detail,
      text: [`${keyword === undefined ? 'struct ' : ''}${tag} ${name}${endBehind(word)}`],
      replaces: word.span,
      filter: filterOf(`struct ${tag} ${name}`, keyword),
    }),
  )
}

function arrayCompletion(
  array: CountedArray,
  { keyword, initialised }: Declaration,
  { word }: Situation,
): Completion {
  const name = wrapperArrayName(array)
  const type = typeText(array)
  const isBitmapOfPorts = array.countField === portBitmapSize
  const length = initialised(name)
  const usual = isBitmapOfPorts ? '0x2000' : '1'
  const written =
    keyword !== undefined && type.startsWith(`${keyword} `) ? type.slice(keyword.length + 1) : type
  return completion({
    label: `${type} ${name}[]`,
    kind: 'field',
    detail: array.kind && nounsOf(array.kind, tagOf(array) === undefined).many,
    documentation: prose(`Counted by \`${array.countField}\`.`),
    text: template`${written} ${name}[${hole(0 < length ? `${length}` : usual)}]${endBehind(word)}`,
    replaces: word.span,
    filter: filterOf(`${type} ${name}`, keyword),
  })
}

function typeText({ unit, countField }: CountedArray): string {
  if (unit === undefined || unit === 'bytes') return countField === portBitmapSize ? '__u8' : '__u64'
  if (unit.kind === 'record') return `${unit.union ? 'union' : 'struct'} ${unit.tag ?? ''}`
  return unit.kind === 'integer' ? `__${unit.signed ? 's' : 'u'}${8 * unit.size}` : '__u8'
}

/** Behind the keyword only what follows it is compared with what is typed. */
function filterOf(text: string, keyword: string | undefined): string {
  return keyword !== undefined && text.startsWith(`${keyword} `) ? text.slice(keyword.length + 1) : text
}

function endBehind({ tokens, at }: Situation['word']): string {
  const next = tokens[at + 1]
  return next?.text === ';' && !next.lineStart ? '' : ';'
}

function lengthCompletions(initialised: number, { word }: Situation): readonly Completion[] {
  if (initialised === 0) return []
  return [
    completion({
      label: `${initialised}`,
      kind: 'value',
      detail: 'as many as are initialised',
      text: [`${initialised}`],
      replaces: word.span,
    }),
  ]
}
