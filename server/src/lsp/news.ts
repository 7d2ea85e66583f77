/**
 * Word that something has changed, for those whose answers depend on it. It says when, and roughly where; what has
 * changed everybody finds out by asking again.
 */
import type { CancellationToken } from 'vscode-languageserver'

/**
 * In an open document, which the client knows; in one that others include, so that answers about them are others, too,
 * which the client does not know; or elsewhere: on disk, in the settings, in the set of folders.
 */
export type Where = 'document' | 'included' | 'elsewhere'

export interface News {
  readonly tell: (where: Where) => void
  readonly listen: (listener: (where: Where) => void) => void
  /** Where the latest change was; undefined before the first one. */
  readonly latest: () => Where | undefined
  /** A number that rises whenever something changes. */
  readonly revision: () => number
  /** Resolves when something has changed since a revision, or when it is cancelled. */
  readonly since: (revision: number, token: CancellationToken) => Promise<void>
}

export function createNews(): News {
  const listeners: ((where: Where) => void)[] = []
  const waiting = new Set<() => void>()
  let revision = 0
  let latest: Where | undefined
  return {
    tell: (where) => {
      revision++
      latest = where
      for (const listener of listeners) listener(where)
      for (const wake of waiting) wake()
    },
    listen: (listener) => {
      listeners.push(listener)
    },
    latest: () => latest,
    revision: () => revision,
    since: (known, token) =>
      new Promise((resolve) => {
        if (known < revision || token.isCancellationRequested) {
          resolve()
          return
        }
        const cancellation = token.onCancellationRequested(wake)
        waiting.add(wake)
        function wake(): void {
          waiting.delete(wake)
          cancellation.dispose()
          resolve()
        }
      }),
  }
}
