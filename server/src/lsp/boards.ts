/** `warden/board`, `warden/roots` and `warden/checkWorkspace`: what the client shows around the editor. */
import { diagnosticsOf } from '../ide/diagnostics.ts'
import { countSeverities } from '../ide/severity-counts.ts'
import type { FileAnalysis } from '../workspace/analysis.ts'
import { nameOf } from '../workspace/paths.ts'
import type { Check } from '../workspace/workspace.ts'
import type { Context } from './context.ts'
import { pathOf, uriOf } from './conversion.ts'
import { answerCustom } from './custom-requests.ts'
import { type BoardAnswer, boardRequest, checkRequest, rootsRequest } from './messages-boards.ts'

export function answerBoards(context: Context): void {
  const { session } = context
  answerCustom(context, boardRequest, 'the board', async ({ uri }, token) => {
    const path = pathOf(uri)
    const check = path === undefined ? undefined : await session.checkFor(path, token)
    const analysis = check?.files.find(({ file }) => file.path === path)
    return check && analysis ? boardAnswer(check, analysis) : null
  })
  answerCustom(context, rootsRequest, 'the search for root cells', async (_, token) => {
    const roots: string[] = []
    for (const path of await session.configFiles(token)) {
      const analysis = await session.analysisOf(path, token)
      if (analysis?.configurations.some(({ kind }) => kind === 'system')) roots.push(path)
    }
    return roots.map(named)
  })
  answerCustom(context, checkRequest, 'checking the workspace', async (_, token) => {
    const files = await session.filesToCheck(token)
    const found: { readonly severity: 'error' | 'warning' | 'information' | 'hint' }[] = []
    for (const path of files) {
      const project = session.projectFindings(path)
      const checked = project ? undefined : await session.foundFor(path, token)
      found.push(...(project ?? (checked ? checked.findings.filter(({ file }) => file.path === path) : [])))
    }
    return { files: files.length, counts: countSeverities(found) }
  })
}

function boardAnswer(check: Check, analysis: FileAnalysis): BoardAnswer {
  const { file, configurations, architecture, headers } = analysis
  const diagnostics = diagnosticsOf(check, file.path)
  const own = check.boards.filter(({ members: { root, cells } }) =>
    [root, ...cells.map(({ cell }) => cell)].some((one) => one.file.path === file.path),
  )
  const rules = new Map<string, number>()
  for (const { rule } of diagnostics) rules.set(rule, (rules.get(rule) ?? 0) + 1)
  const [first] = configurations
  return {
    kind: !first ? 'broken' : first.kind === 'system' ? 'root' : 'cell',
    counts: countSeverities(diagnostics),
    boards: own.map(({ members: { root, cells } }) => ({
      root: named(root.file.path),
      cells: cells.map(({ cell }) => named(cell.file.path)),
      because: cells.find(({ cell }) => cell.file.path === file.path)?.because ?? null,
    })),
    architecture,
    revision: first?.identity.revision.known ? `${first.identity.revision.value}` : null,
    tree: headers.tree ?? null,
    rules: [...rules].map(([rule, count]) => ({ rule, count })),
  }
}

function named(path: string): { readonly uri: string; readonly name: string } {
  return { uri: uriOf(path), name: nameOf(path) }
}
