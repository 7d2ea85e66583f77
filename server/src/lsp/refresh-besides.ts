/**
 * When a client has to be told to ask again about its documents although they are as they were: it asks anew by itself
 * about a document that has changed, and knows nothing of what else an answer hangs on.
 */
import type { Context } from './context.ts'
import { typingPause } from './quiet.ts'
import type { Cancel } from './surroundings.ts'

/** @param what the work in a few words, for the log */
export function refreshBesides(
  { session, surroundings, guard }: Context,
  what: string,
  refresh: () => Promise<void>,
): void {
  const work = guard.work(what, refresh)
  let cancel: Cancel | undefined
  session.news.listen((where) => {
    if (where === 'document') return
    cancel?.()
    if (where === 'elsewhere') void work(undefined)
    else cancel = surroundings.later(() => void work(undefined), typingPause)
  })
}
