/** Rewrites at the cursor of a fixture: which ones there are, and what the text is when one has been made. */
import { imageOf } from '../../../server/src/c/image.ts'
import type { Rewrite, RewriteKind } from '../../../server/src/ide/rewrites/rewrite.ts'
import { rewritesAt } from '../../../server/src/ide/rewrites/rewrites.ts'
import { withEdits } from '../../../server/src/text/edit.ts'
import type { FileAnalysis } from '../../../server/src/workspace/analysis.ts'
import { defaultSettings } from '../../../server/src/workspace/settings.ts'
import { createWorkspace } from '../../../server/src/workspace/workspace.ts'
import { fixture } from '../../fixture.ts'

export function offered(text: string): readonly Rewrite[] {
  const { analysis, offset } = analysed(text)
  return rewritesAt(analysis, offset)
}

function analysed(text: string): { readonly analysis: FileAnalysis; readonly offset: number } {
  const { files, path, offset } = fixture(text)
  const analysis = createWorkspace({ files, settings: defaultSettings, roots: ['/'] }).analysis(path)
  if (!analysis) throw new Error('the file with the cursor cannot be read')
  return { analysis, offset }
}

export function titles(text: string): readonly string[] {
  return offered(text).map(({ title }) => title)
}

/** The whole file after the rewrite; undefined where none of the kind is offered. */
export function rewritten(text: string, kind: RewriteKind): string | undefined {
  const { analysis, offset } = analysed(text)
  const rewrite = rewritesAt(analysis, offset).find((candidate) => candidate.kind === kind)
  return rewrite && withEdits(analysis.file.text, rewrite.edits)
}

/** The bytes of all objects of a file, or why there are none. */
export function imagesOf({ translation }: FileAnalysis): readonly (string | undefined)[] {
  return translation.objects.map(({ type, value }) => {
    const image = imageOf(type, value)
    return image instanceof Uint8Array ? Buffer.from(image).toString('hex') : image.reason
  })
}
