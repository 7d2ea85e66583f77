/** `warden/pin` and `warden/build`: what the client is to write. Nothing is written here. */
import { builtImages } from '../config/built-images.ts'
import { sourceFile } from '../text/source-file.ts'
import { folderOf, foldersAround, isInside, nameOf, resolved } from '../workspace/paths.ts'
import { withPin } from '../workspace/project-pin.ts'
import { projectFileName } from '../workspace/project-schema.ts'
import type { Context } from './context.ts'
import { pathOf, uriOf } from './conversion.ts'
import { answerCustom } from './custom-requests.ts'
import { buildRequest, pinRequest } from './messages-boards.ts'

export function answerPins(context: Context): void {
  const { session } = context
  answerCustom(context, pinRequest, 'choosing the root cell', async ({ uri, root: rootUri }, token) => {
    const cell = pathOf(uri) ?? '/'
    const root = rootUri === null ? undefined : (pathOf(rootUri) ?? '/')
    const check = await session.checkFor(cell, token)
    const [project] = check?.projects ?? []
    const file = project?.file ?? sourceFile(freshPath(cell, session.roots()), '')
    return { uri: uriOf(file.path), isNew: !project, ...withPin(file, { cell, root }) }
  })
  answerCustom(context, buildRequest, 'building the image', async ({ uri, force }, token) => {
    const path = pathOf(uri) ?? '/'
    const check = await session.checkFor(path, token)
    const analysis = check?.files.find(({ file }) => file.path === path)
    if (!check || !analysis) return { images: [], errors: 0, problems: ['this file defines no cell config'] }
    const { translation, configurations } = analysis
    const wrong = force ? translation.complaints : check.findings.filter(({ file }) => file.path === path)
    const errors = wrong.filter(({ severity }) => severity === 'error').length
    if (0 < errors) return { images: [], errors, problems: [] }
    const { images, problems } = builtImages(translation, configurations)
    return {
      images: images.map(({ name, bytes }) => ({
        uri: uriOf(resolved(folderOf(path), `${name ?? nameOf(path).replace(/\.c$/, '')}.cell`)),
        base64: base64Of(bytes),
        size: bytes.length,
      })),
      errors,
      problems,
    }
  })
}

/** A new project file goes into the folder of the workspace that the config lies in, or else beside it. */
function freshPath(config: string, roots: readonly string[]): string {
  const folder = foldersAround(folderOf(config)).find((around) => roots.includes(around))
  const inside = folder !== undefined && isInside(folder, config) ? folder : folderOf(config)
  return resolved(inside, projectFileName)
}

function base64Of(bytes: Uint8Array): string {
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
}
