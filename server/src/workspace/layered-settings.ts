/**
 * Settings out of several sources. The command line beats the project file, and that beats the editor's settings: what
 * is decided for a project holds for everybody who works on it, and what is typed is meant for this once.
 */
import type { SeverityChoice } from '../rules/severities.ts'
import type { SettingEntries } from './project-file.ts'
import type { Settings } from './settings.ts'

/** What the options of a command line say; absent or empty where they say nothing. */
export interface Overrides {
  readonly headers?: string
  readonly includePaths: readonly string[]
  readonly preIncludes: readonly string[]
  readonly defines: Readonly<Record<string, string>>
  readonly architecture?: 'x86' | 'arm' | 'arm64'
  readonly preset?: Settings['preset']
  /** Rules for this once. */
  readonly selection?: Pick<SeverityChoice, 'select' | 'ignore'>
}

/**
 * A key of the project file takes the place of the editor's setting of that name; of macros and rules each name does.
 * Folders, files and macros of the command line join those of the project, as they join each other.
 */
export function layeredSettings(
  editor: Settings,
  project: SettingEntries = {},
  { headers, includePaths, preIncludes, defines, architecture, preset }: Overrides = nothing,
): Settings {
  const settings = {
    ...editor,
    ...project,
    defines: { ...editor.defines, ...project.defines },
    rules: { ...editor.rules, ...project.rules },
  }
  return {
    ...settings,
    headers: headers ?? settings.headers,
    architecture: architecture ?? settings.architecture,
    preset: preset ?? settings.preset,
    includePaths: [...includePaths, ...settings.includePaths],
    preIncludes: [...settings.preIncludes, ...preIncludes],
    defines: { ...settings.defines, ...defines },
  }
}

const nothing: Overrides = { includePaths: [], preIncludes: [], defines: {} }
