/**
 * Where `.a[3].b =` leads: from the object whose braces it stands in to one place, or to several when a GNU range
 * `[0 ... 7]` is part of it. Containers on the way come into being; a wrong name or index is a complaint and leads
 * nowhere.
 */
import {
  containerAt,
  type OpenContainer,
  openContainer,
  type Path,
  placeAt,
  type Step,
  typeAt,
} from './building.ts'
import type { Complain } from './complaint.ts'
import { evaluate } from './evaluate.ts'
import { limits } from './limits.ts'
import type { Scope } from './scope.ts'
import { nearestName } from './spelling.ts'
import type { Designator } from './syntax.ts'
import type { Token } from './token.ts'
import { findMember, memberIndex, memberNames, typeName } from './types.ts'

export function designatedPaths(
  container: OpenContainer,
  designators: readonly Designator[],
  context: DesignatorContext,
): readonly Path[] {
  const only = designators[0]
  if (designators.length === 1 && only?.kind === 'member') return stepsToMember(container, only.name, context)
  let ends: readonly { readonly path: Path; readonly inside: OpenContainer | undefined }[] = [
    { path: [], inside: container },
  ]
  for (const [level, designator] of designators.entries()) {
    const isLast = level === designators.length - 1
    const stepsBy = stepsOf(designator, context)
    ends = ends.flatMap(({ path, inside }) => {
      if (!inside) return []
      return stepsBy(inside).map((steps) => {
        const longer = [...path, ...steps]
        return { path: longer, inside: isLast ? undefined : enter(longer, designator) }
      })
    })
  }
  return ends.map((end) => end.path)
}

export interface DesignatorContext {
  readonly scope: Scope
  readonly complain: Complain
  /** How many more places ranges may name in this initialiser; less than none once that was too few. */
  readonly budget: { left: number }
  /** The arrays in which the name of a field has been found already. */
  readonly misplaced: Set<OpenContainer>
}

type StepsBy = (inside: OpenContainer) => readonly Path[]

function stepsOf(designator: Designator, context: DesignatorContext): StepsBy {
  if (designator.kind === 'member') return (inside) => stepsToMember(inside, designator.name, context)
  const { scope, complain, budget } = context
  const first = evaluate(designator.index, scope, complain)
  const last = designator.last ? evaluate(designator.last, scope, complain) : first
  const at = { first: designator.open, last: designator.close }
  return (inside) => {
    if (!first.known || !last.known) return []
    if (inside.kind !== 'array') {
      complain({
        code: 'c-syntax',
        severity: 'error',
        message: `\`${typeName(inside.type)}\` is no array`,
        at,
      })
      return []
    }
    const { length } = inside.type
    const isBehind = length !== undefined && BigInt(length) <= last.value
    if (first.value < 0n || last.value < first.value || isBehind) {
      const index = first.value < 0n || last.value < first.value ? first.value : last.value
      const message = `index ${index} is outside of the array, which has ${length ?? 'no such'} elements`
      complain({ code: 'c-type', severity: 'error', message, at })
      return []
    }
    const count = Number(last.value - first.value) + 1
    if (limits.rangeElements < count || BigInt(limits.arrayElements) < last.value) {
      const message = `only the first ${limits.arrayElements} elements of an array are looked at`
      complain({ code: 'c-limit', severity: 'warning', message, at })
      return []
    }
    if (1 < count) budget.left -= count
    if (budget.left < 0) {
      const message = `ranges fill no more than ${limits.initialisers} elements of one object`
      complain({ code: 'c-limit', severity: 'error', message, at })
      return []
    }
    return Array.from({ length: count }, (_, offset) => [
      { container: inside, index: Number(first.value) + offset },
    ])
  }
}

function stepsToMember(inside: OpenContainer, name: Token, context: DesignatorContext): readonly Path[] {
  const way = inside.kind === 'record' ? findMember(inside.type, name.text) : undefined
  if (!way) {
    complainAboutField(inside, name, context)
    return []
  }
  const path: Step[] = []
  for (let level = 0; level < way.length; level++) {
    const member = way[level]
    // All but the last one are anonymous members, which hold the next one.
    const current = level === 0 ? inside : enter(path, { kind: 'member', name })
    if (!member || current?.kind !== 'record') return []
    path.push({ container: current, index: current.type.body ? memberIndex(current.type.body, member) : 0 })
  }
  return [path]
}

/** The container at the end of a path, made if nothing is there yet. */
function enter(path: Path, designator: Designator): OpenContainer | undefined {
  const step = path.at(-1)
  if (!step) return undefined
  const existing = containerAt(step)
  if (existing) return existing
  const type = typeAt(step)
  if (type.kind !== 'array' && type.kind !== 'record') return undefined
  const at = designator.kind === 'member' ? designator.name : designator.open
  const made = openContainer(type, { first: at, last: at }, { first: at, last: at })
  placeAt(path, made)
  return made
}

/** Nothing is said about the fields of a struct that is not defined: that it is not has been said already. */
/**
 * Once a `}` is missing, all fields behind it are names in the wrong place; one of them is enough. In a record that
 * is not defined anything may be a field.
 */
function complainAboutField(
  inside: OpenContainer,
  name: Token,
  { complain, misplaced }: DesignatorContext,
): void {
  if (misplaced.has(inside) || (inside.kind === 'record' && !inside.type.body)) return
  if (inside.kind === 'array') misplaced.add(inside)
  const meant = inside.kind === 'record' ? nearestName(name.text, memberNames(inside.type)) : undefined
  const help = inside.kind === 'array' ? 'is a `}` missing before it?' : meant && `did you mean \`${meant}\`?`
  complain({
    code: 'c-unknown-field',
    severity: 'error',
    message: `\`${typeName(inside.type)}\` has no field \`${name.text}\``,
    ...(help === undefined ? {} : { help }),
    at: { first: name, last: name },
  })
}
