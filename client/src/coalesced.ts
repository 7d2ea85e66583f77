/** Work that is asked for more often than it can be done: never twice at once, and never without the latest news. */

/**
 * Runs the work when it is called. Calls during a run are answered by one further run behind it, however many they are.
 * The promise resolves when a run that began after the call is over.
 */
export function coalesced(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined
  let next: Promise<void> | undefined
  const start = (): Promise<void> => {
    running = work().finally(() => {
      running = undefined
    })
    return running
  }
  return () => {
    if (!running) return start()
    next ??= running.then(whenOver, whenOver)
    return next
  }

  function whenOver(): Promise<void> {
    next = undefined
    return start()
  }
}
