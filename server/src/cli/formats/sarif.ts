/**
 * Findings as SARIF 2.1.0, for code scanning services, editors and archives of a safety case.
 *
 * Every rule is described, not only those that found something, so that whoever reads the log knows what was looked
 * for. Paths are relative to the working folder, which readers know as `%SRCROOT%`. What a comment suppresses is in the
 * log, with its reason. Places in the interface that is built into Warden are in no file and are left out.
 */
import { codes } from '../../rules/codes.ts'
import { type Finding, wholeText } from '../../rules/finding.ts'
import type { Fix } from '../../rules/fix/fix.ts'
import { rules } from '../../rules/registry.ts'
import type { Rule, Severity } from '../../rules/rule.ts'
import { positionAt } from '../../text/source-file.ts'
import type { Span } from '../../text/span.ts'
import { relativeTo } from '../../workspace/paths.ts'
import type { Outcome } from '../outcome.ts'
import { fingerprinter } from './fingerprint.ts'

export function sarif(outcome: Outcome): string {
  const { tool, findings, suppressed, workingFolder } = outcome
  const [name = '', version = ''] = tool.split(' ')
  const fingerprintOf = fingerprinter(workingFolder)
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name, version, semanticVersion: version, rules: descriptions } },
        columnKind: 'utf16CodeUnits',
        results: [
          ...findings.map((finding) => resultOf(finding, workingFolder, fingerprintOf)),
          ...suppressed.map(({ finding, reason }) => ({
            ...resultOf(finding, workingFolder, fingerprintOf),
            suppressions: [{ kind: 'inSource', status: 'accepted', justification: reason }],
          })),
        ],
      },
    ],
  }
  return `${JSON.stringify(log, undefined, 2)}\n`
}

const levels: Readonly<Record<Severity, string>> = {
  error: 'error',
  warning: 'warning',
  information: 'note',
  hint: 'note',
}

const descriptions = [
  ...rules.map(ruleDescription),
  ...codes.map(({ id, subject, what, then }) => ({
    id,
    shortDescription: { text: what },
    help: { text: then },
    properties: { tags: [subject] },
  })),
]

const indexes = new Map(descriptions.map(({ id }, index) => [id, index]))

function ruleDescription({ id, severity, preset, resource, docs }: Rule) {
  const { what, why, legal, references } = docs
  const text = [
    why,
    ...(legal === undefined ? [] : [`What is fine: ${legal}`]),
    `See ${references.join('; ')}`,
  ]
  return {
    id,
    shortDescription: { text: what },
    fullDescription: { text: `${what} ${why}` },
    help: { text: text.join('\n\n') },
    defaultConfiguration: { level: levels[severity], enabled: preset === undefined },
    properties: { tags: [resource] },
  }
}

function resultOf(finding: Finding, workingFolder: string, fingerprintOf: (finding: Finding) => string) {
  const { rule, severity, span, cell, related, fixes } = finding
  const index = indexes.get(rule)
  return {
    ruleId: rule,
    ...(index === undefined ? {} : { ruleIndex: index }),
    level: levels[severity],
    message: { text: wholeText(finding) },
    locations: [
      {
        ...locationOf(span, workingFolder),
        ...(cell === undefined ? {} : { logicalLocations: [{ name: cell, kind: 'module' }] }),
      },
    ],
    relatedLocations: related
      .filter((place) => isInFile(place.span))
      .map((place, id) => ({
        id,
        message: { text: place.message },
        ...locationOf(place.span, workingFolder),
      })),
    fixes: fixes.map((fix) => fixShape(fix, workingFolder)),
    partialFingerprints: { 'warden/v1': fingerprintOf(finding) },
  }
}

function fixShape({ title, edits }: Fix, workingFolder: string) {
  const files = [...new Set(edits.map(({ span }) => span.file))]
  return {
    description: { text: title },
    artifactChanges: files.map((file) => ({
      artifactLocation: artifactOf(file.path, workingFolder),
      replacements: edits
        .filter(({ span }) => span.file === file)
        .map(({ span, text }) => ({ deletedRegion: regionOf(span), insertedContent: { text } })),
    })),
  }
}

function locationOf(span: Span, workingFolder: string) {
  return {
    physicalLocation: {
      artifactLocation: artifactOf(span.file.path, workingFolder),
      region: regionOf(span),
    },
  }
}

function artifactOf(path: string, workingFolder: string) {
  const uri = relativeTo(workingFolder, path).split('/').map(encodeURIComponent).join('/')
  return { uri, uriBaseId: '%SRCROOT%' }
}

function regionOf({ file, start, end }: Span) {
  const [first, last] = [positionAt(file, start), positionAt(file, end)]
  return {
    startLine: first.line + 1,
    startColumn: first.column + 1,
    endLine: last.line + 1,
    endColumn: last.column + 1,
  }
}

function isInFile({ file }: Span): boolean {
  return file.path.startsWith('/')
}
