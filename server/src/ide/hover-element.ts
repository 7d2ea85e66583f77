/**
 * Hover on an element of an array of structs: what it gives to the cell, in the terms of its kind. Elements of kinds
 * that nothing more is known about are shown field by field.
 */
import { isWrittenAsSet } from '../board/streams.ts'
import { type ArrayKind, factsOf } from '../config/arrays.ts'
import { portsOf } from '../config/ports.ts'
import type { Scalar } from '../config/view.ts'
import { hex, numbersText, portsText, rangeText } from '../rules/wording.ts'
import { cellFor, type Surroundings } from './cell-context.ts'
import { elementTitle } from './element-title.ts'
import { fieldHover, scalarText, unknownText } from './hover-field.ts'
import { irqchipHover } from './hover-irqchip.ts'
import { pciCapabilityHover, pciDeviceHover } from './hover-pci.ts'
import { regionHover } from './hover-region.ts'
import { rolesOf } from './ivshmem-sections.ts'
import { code, document, type Fact, facts, type Inline, plain, shortened, table } from './markdown.ts'
import { setBits } from './notation.ts'
import { cpuFacts, portFacts, streamFacts } from './resource-facts.ts'
import { elementOn, endOf, intoMember, nameOfTrail, placeInImage, type Trail } from './trail.ts'
import { memberNames, typeName } from '../c/types.ts'

export function elementHover(trail: Trail, surroundings: Surroundings): string {
  const element = elementOn(trail)
  const own =
    element && trail.stops.length === 3
      ? kindHover(element.kind, trail, element.index, surroundings)
      : undefined
  return own ?? genericHover(trail)
}

function kindHover(
  kind: ArrayKind,
  trail: Trail,
  index: number,
  surroundings: Surroundings,
): string | undefined {
  switch (kind) {
    case 'memory':
      return regionHover(trail, index, surroundings)
    case 'irqchips':
      return irqchipHover(trail, index, surroundings)
    case 'pciDevices':
      return pciDeviceHover(trail, index, surroundings)
    case 'pciCaps':
      return pciCapabilityHover(trail, index)
    case 'pio':
      return portsHover(trail, index, surroundings)
    case 'caches':
      return cacheHover(trail, index)
    case 'cpus':
      return trail.configuration && fieldHover(trail, cpuFacts(trail.configuration, index, surroundings))
    case 'streamIds':
      return streamHover(trail, index, surroundings)
  }
}

function portsHover(trail: Trail, index: number, surroundings: Surroundings): string | undefined {
  const { configuration } = trail
  const pio = configuration?.pio.items[index]
  if (!configuration || !pio) return undefined
  const range = portsOf(configuration).find((candidate) => candidate.pio === pio)
  return document([
    elementTitle(trail, 'port range'),
    facts([
      ['ports', range ? code(portsText(range.ports)) : emptyText(pio.base, pio.length)],
      ...portFacts(configuration, index, surroundings),
      ['place', placeInImage(trail)],
    ]),
  ])
}

function emptyText(base: Scalar, length: Scalar): Inline {
  if (!length.known) return unknownText(length.reason)
  if (!base.known) return unknownText(base.reason)
  return 'none: the length is 0, and the element is ignored'
}

function cacheHover(trail: Trail, index: number): string | undefined {
  const cache = trail.configuration?.caches.items[index]
  if (!cache) return undefined
  const { start, size } = cache
  const bits = start.known && size.known && 0n < size.value && start.value + size.value <= 64n
  const mask = bits ? ((1n << size.value) - 1n) << start.value : undefined
  return document([
    elementTitle(trail, 'cache region'),
    facts([
      ['bits of the mask', mask === undefined ? emptyText(start, size) : plain(numbersText(setBits(mask)))],
      ['type', memberText(trail, 'type')],
      ['flags', memberText(trail, 'flags')],
      ['place', placeInImage(trail)],
    ]),
  ])
}

function streamHover(trail: Trail, index: number, surroundings: Surroundings): string | undefined {
  const stream = trail.configuration?.streamIds.items[index]
  if (!trail.configuration || !stream) return undefined
  const { id } = stream
  const [low, high] = id.known ? [id.value & 0xffffn, id.value >> 16n] : [0n, 0n]
  return document([
    elementTitle(trail, 'stream id'),
    facts([
      ['id', id.known ? code(hex(isWrittenAsSet(stream) ? low : id.value)) : unknownText(id.reason)],
      ['bits that do not count', isWrittenAsSet(stream) && id.known ? code(hex(high)) : undefined],
      ...streamFacts(trail.configuration, index, surroundings),
      ['place', placeInImage(trail)],
    ]),
  ])
}

function memberText(trail: Trail, name: string): Inline | undefined {
  const member = intoMember(trail, name)
  return member && scalarText(member)
}

function genericHover(trail: Trail): string {
  const { type } = endOf(trail).view
  const names = type.kind === 'record' ? memberNames(type) : []
  const rows = names.flatMap((name): readonly Fact[] => {
    const member = intoMember(trail, name)
    return member && endOf(member).view.type.kind === 'integer' ? [[code(name), scalarText(member)]] : []
  })
  return document([
    elementTitle(trail, nameOfElement(trail)),
    facts([...rows, ['place', placeInImage(trail)]]),
  ])
}

function nameOfElement(trail: Trail): string {
  const { type } = endOf(trail).view
  if (type.kind === 'record' && type.tag === 'jailhouse_iommu') return 'IOMMU unit'
  const element = elementOn(trail)
  return element && trail.stops.length === 3 ? factsOf(element.kind).one : typeName(type)
}

/** Most elements that the hover on a macro call shows. */
const mostElements = 8

/** Several elements in a few words each, as one macro call makes them. */
export function elementsTable(elements: readonly Trail[], surroundings: Surroundings): string | undefined {
  if (elements.length === 0) return undefined
  const [first] = elements
  if (elements.length === 1 && first) return elementHover(first, surroundings)
  const rows = elements
    .slice(0, mostElements)
    .map((trail) => [code(nameOfTrail(trail)), summary(trail, surroundings)])
  const more = elements.length - rows.length
  return table(['element', 'is'], 0 < more ? [...rows, ['…', `${more} more`]] : rows)
}

function summary(trail: Trail, surroundings: Surroundings): Inline {
  const element = elementOn(trail)
  const { configuration } = trail
  if (!configuration || element?.kind !== 'memory') return code(typeName(endOf(trail).view.type))
  const region = configuration.memory.items[element.index]
  if (!region) return ''
  const { virtStart, size } = region
  const roles = rolesOf(region, cellFor(configuration, surroundings), surroundings)
  if (!virtStart.known) return unknownText(virtStart.reason)
  if (!size.known) return unknownText(size.reason)
  const range = { start: virtStart.value, end: virtStart.value + size.value }
  const where = size.value === 0n ? 'empty' : `guest ${code(rangeText(range))}`
  return [...shortened(roles, 3), where].join(', ')
}
