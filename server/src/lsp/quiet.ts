/** Waiting until somebody who types makes a pause, for work that is too much for every letter. */
import type { CancellationToken } from 'vscode-languageserver'
import type { Context } from './context.ts'

/** How long nothing may be new before somebody is taken to make a pause, in milliseconds. */
export const typingPause = 500

/** Resolves when there has been no news for a while, or when it is cancelled. */
export async function quiet({ session, surroundings }: Context, token: CancellationToken): Promise<void> {
  const { news } = session
  for (let isQuiet = false; !isQuiet && !token.isCancellationRequested; ) {
    const revision = news.revision()
    await new Promise<void>((resolve) => {
      const cancel = surroundings.later(resolve, typingPause)
      const stop = async (): Promise<void> => {
        await news.since(revision, token)
        cancel()
        resolve()
      }
      void stop()
    })
    isQuiet = news.revision() === revision
  }
}
