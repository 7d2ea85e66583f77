/**
 * Writes structs, constants and macros as C, with their meaning as comments. It must not know which there are, nor
 * which header they belong to.
 */
import type { Aggregate, Constant, ConstantGroup, Field, MacroDoc, Structure } from './model.ts'

const indent = '\t'
const commentWidth = 100

/** `struct tag { … } __attribute__((packed));` */
export function renderStructure(structure: Structure): string {
  const { kind, tag, meaning } = structure
  return `${comment(meaning, '')}${kind} ${tag} ${renderBody(structure, '')};\n`
}

/** One `#define` for each constant, below a line with the title. */
export function renderGroup({ title, constants }: ConstantGroup): string {
  return `/* ---- ${title} ---- */\n\n${constants.map(renderConstant).join('\n')}`
}

export function renderMacro({ name, parameters, body, meaning, yields }: MacroDoc): string {
  const head = parameters ? `${name}(${parameters.map((parameter) => parameter.name).join(', ')})` : name
  const lines = body.split('\n')
  const text = 1 < lines.length ? ['', ...lines].join(' \\\n') : ` ${body}`
  const definition = `#define ${head}${text}\n`
  return comment(meaning, '') + (yields ? `#ifndef ${name}\n${definition}#endif\n` : definition)
}

/** A comment above what it describes. Backticks are for Markdown; around a command, quotes take their place. */
export function comment(text: string, margin: string): string {
  const lines = wrapped(withoutBackticks(text), commentWidth - margin.length)
  const [only = ''] = lines
  if (lines.length <= 1) return `${margin}/* ${only} */\n`
  return `${margin}/*\n${lines.map((line) => `${margin} * ${line}\n`).join('')}${margin} */\n`
}

function renderConstant({ name, value, meaning }: Constant): string {
  return `${comment(meaning, '')}#define ${name} ${value}\n`
}

function renderBody({ fields }: Aggregate, margin: string): string {
  const inside = fields.map((field) => renderField(field, margin + indent)).join('')
  return `{\n${inside}${margin}} __attribute__((packed))`
}

function renderField(field: Field, margin: string): string {
  const { name, type, length, bits, meaning } = field
  const declared = `${name}${length === undefined ? '' : `[${length}]`}${bits === undefined ? '' : `:${bits}`}`
  const spelled = typeof type === 'string' ? type : `${type.kind} ${renderBody(type, margin)}`
  return `${comment(meaning, margin)}${margin}${`${spelled} ${declared}`.trimEnd()};\n`
}

function withoutBackticks(text: string): string {
  return text.replace(/`([^`]*)`/g, (_, code: string) => (code.startsWith('jailhouse ') ? `"${code}"` : code))
}

function wrapped(text: string, width: number): readonly string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    if (line !== '' && width < line.length + 1 + word.length) {
      lines.push(line)
      line = word
    } else line = line === '' ? word : `${line} ${word}`
  }
  return [...lines, line]
}
