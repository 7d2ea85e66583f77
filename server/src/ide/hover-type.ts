/** Hover on the name of a type: what it amounts to, and for a struct its members. */
import { documentationOfStructure } from '../abi/documentation.ts'
import { alignmentOf, type CType, type Member, type RecordType, sizeOf, typeName } from '../c/types.ts'
import { counted, hex } from '../rules/wording.ts'
import type { SourceFile } from '../text/source-file.ts'
import { bold, code, document, facts, type Inline, prose, table } from './markdown.ts'
import { placeOf } from './source-place.ts'
import { declarationOf } from './trail.ts'

export function typeHover(type: CType, name: string, from: SourceFile): string {
  const record = type.kind === 'record' ? type : undefined
  const documented = record?.tag === undefined ? undefined : documentationOfStructure(record.tag)
  return document([
    bold(code(record ? typeName(record) : name)),
    facts([
      ['type', record ? undefined : code(typeName(type))],
      ['size', sizeText(type)],
      ['defined', record && placeOf(record.at, from)],
    ]),
    documented && prose(documented.meaning),
    record && membersTable(record),
  ])
}

function sizeText(type: CType): Inline {
  const size = sizeOf(type)
  if (size === undefined) return 'not known: it is declared, but not defined'
  const alignment = alignmentOf(type)
  return `${counted(size, 'byte', 'bytes')}${1 < alignment && type.kind === 'record' ? `, aligned to ${alignment}` : ''}`
}

/** Longer lists are easier to read in the header itself. */
const mostMembers = 24

function membersTable({ body, union }: RecordType): string {
  const members = body?.members ?? []
  const rows = members.slice(0, mostMembers).map((member) => [hex(member.offset), memberText(member)])
  if (mostMembers < members.length) rows.push(['…', `${members.length - mostMembers} more`])
  return rows.length === 0 ? '' : table(['offset', union ? 'alternative' : 'member'], rows)
}

function memberText(member: Member): Inline {
  return member.name === undefined
    ? `${code(typeName(member.type))}, its members`
    : code(declarationOf(member))
}
