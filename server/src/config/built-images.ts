/**
 * Which images a C file is built to: one for its configuration or, where it defines several, one for each section
 * `.cell.<name>`. What stands in the way is a sentence for whoever wants to build it.
 */
import { imageOf } from '../c/image.ts'
import type { ObjectDefinition } from '../c/parser.ts'
import type { Translation } from '../c/translate.ts'
import type { Configuration } from './model.ts'
import { nameOfSection } from './section.ts'

export interface BuiltImage {
  /** From the section that the object is in; undefined for the only object of a file. */
  readonly name: string | undefined
  readonly bytes: Uint8Array
}

export interface BuiltImages {
  readonly images: readonly BuiltImage[]
  /** Why there is none; then there are no images. */
  readonly problems: readonly string[]
}

export function builtImages(translation: Translation, configurations: readonly Configuration[]): BuiltImages {
  const objects = translation.objects.filter(({ name }) =>
    configurations.some(({ place }) => place.first === name),
  )
  const problems = [...problemsOfObjects(objects), ...strangers(translation, objects)]
  if (0 < problems.length) return { images: [], problems }
  const images = objects.map((object) => ({
    name: 1 < objects.length ? nameOfSection(object.section) : undefined,
    image: imageOf(object.type, object.value),
    object,
  }))
  const missing = images.flatMap(({ image, object }) =>
    image instanceof Uint8Array ? [] : [`\`${object.name.text}\` has no image, because ${image.reason}`],
  )
  if (0 < missing.length) return { images: [], problems: missing }
  return {
    images: images.flatMap(({ name, image }) =>
      image instanceof Uint8Array ? [{ name, bytes: image }] : [],
    ),
    problems: [],
  }
}

function problemsOfObjects(objects: readonly ObjectDefinition[]): readonly string[] {
  if (objects.length === 0) return ['this file defines no cell config']
  if (objects.length === 1) return []
  const names = objects.map(({ section }) => nameOfSection(section))
  const unnamed = objects.filter((_, index) => names[index] === undefined)
  if (0 < unnamed.length)
    return [
      `this file defines ${objects.length} configurations, and ${listOf(unnamed)} has no section of its own: write \`__attribute__((section(".cell.<name>")))\``,
    ]
  const twice = objects.filter((_, index) => names.indexOf(names[index]) < index)
  return twice.map((object) => `there are two objects in the section ${object.section ?? ''}`)
}

/** What a compiler would put into the same image: other objects that are kept and have no section of their own. */
function strangers(translation: Translation, objects: readonly ObjectDefinition[]): readonly string[] {
  if (1 < objects.length) return []
  const others = translation.objects.filter(
    (object) => !objects.includes(object) && !object.isStatic && object.section === undefined,
  )
  if (others.length === 0 || objects.length === 0) return []
  return [`${listOf(others)} would become part of the image too: make it a macro, or remove it`]
}

function listOf(objects: readonly ObjectDefinition[]): string {
  return objects.map(({ name }) => `\`${name.text}\``).join(', ')
}
