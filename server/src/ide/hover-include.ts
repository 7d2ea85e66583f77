/** Hover on an `#include`: which file it is, or where it was looked for. */
import type { Include } from '../c/preprocessing.ts'
import type { SourceFile } from '../text/source-file.ts'
import { counted } from '../rules/wording.ts'
import type { Analysed } from './analysed.ts'
import { bold, code, document, facts, prose } from './markdown.ts'
import { shortPath } from './source-place.ts'

export function includeHover(
  { name, quoted, target, directive }: Include,
  { translation }: Analysed,
): string {
  const title = bold(code(`#include ${quoted ? `"${name}"` : `<${name}>`}`))
  if (!target) {
    const complaint = translation.complaints.find(({ code: kind, at }) => {
      const isHere = at.first.file === directive.first.file && directive.first.start <= at.first.start
      return kind === 'c-include-not-found' && isHere && at.last.end <= directive.last.end
    })
    return document([
      title,
      prose(complaint?.message ?? 'The file was not found'),
      prose(complaint?.help ?? ''),
    ])
  }
  const macros = translation.preprocessed.definitions.filter(({ nameToken }) => nameToken.file === target)
  const structs = [...translation.scope.records.values()].filter(
    ({ at, tag }) => tag !== undefined && at.file === target,
  )
  return document([
    title,
    facts([
      ['file', fileText(target, directive.first.file)],
      [
        'defines',
        `${counted(macros.length, 'macro', 'macros')}, ${counted(structs.length, 'struct', 'structs')}`,
      ],
    ]),
  ])
}

function fileText(target: SourceFile, from: SourceFile): string {
  const path = code(shortPath(target, from))
  return target.path.startsWith('<warden>/') ? `${path}, built into Warden` : path
}
