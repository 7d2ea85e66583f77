/** Types that the headers in use define, by their names. */
import type { Translation } from '../c/translate.ts'
import type { CType, RecordType } from '../c/types.ts'

/** The struct or union with a tag; undefined when the headers in use do not define it. */
export function definedRecord(tag: string, { scope }: Pick<Translation, 'scope'>): RecordType | undefined {
  const type = scope.records.get(`struct ${tag}`) ?? scope.records.get(`union ${tag}`)
  return type?.body ? type : undefined
}

/** What a `typedef` made of a name; undefined when the headers in use have none of that name. */
export function definedType(name: string, { scope }: Pick<Translation, 'scope'>): CType | undefined {
  const meaning = scope.names.get(name)
  return meaning?.kind === 'type' ? meaning.type : undefined
}
