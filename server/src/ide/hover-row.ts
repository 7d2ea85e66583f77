/**
 * Hover on a field that is named, not pointed at: a row in the table of a compiled configuration. Of the name only the
 * way through the struct is read; what is said is what a hover in a C config says of the same field.
 */
import type { Configuration } from '../config/model.ts'
import type { Surroundings } from './cell-context.ts'
import { configurationHover } from './hover-configuration.ts'
import { partHover } from './hover.ts'
import { intoElement, intoMember, isName, type Trail, trailTo } from './trail.ts'

/**
 * What to say about the field with a path such as `mem_regions[0].phys_start`, as Markdown. Of several elements,
 * `mem_regions[3...7]`, the first one counts. Undefined for a path that leads nowhere.
 */
export function rowHover(
  configuration: Configuration,
  path: string,
  surroundings: Surroundings,
): string | undefined {
  const { place, translation } = configuration
  const object = translation.objects.find(({ name }) => name === place.first)
  const trail = object && trailAlong(path, trailTo(object, [configuration]))
  if (!trail) return undefined
  return isName(trail) ? configurationHover(configuration, surroundings) : partHover(trail, surroundings)
}

function trailAlong(path: string, start: Trail): Trail | undefined {
  let trail: Trail | undefined = start
  for (const [, name, index] of path.matchAll(/([A-Za-z_]\w*)|\[(\d+)(?:\.\.\.\d+)?\]/g)) {
    if (!trail) return undefined
    trail = name === undefined ? intoElement(trail, Number(index)) : intoMember(trail, name)
  }
  return trail === start ? undefined : trail
}
