/**
 * Time that stands still: what the server puts off is done when a test says so, and the pauses of its work can be held
 * so that something happens in the middle of it.
 */
import { setImmediate } from 'node:timers/promises'
import type { Surroundings } from '../../server/src/lsp/surroundings.ts'

export interface HeldClock extends Pick<Surroundings, 'later' | 'pause'> {
  /** How many pieces of work are put off. */
  readonly waiting: () => number
  /** How often the server has paused. */
  readonly pauses: () => number
  /** Does all that was put off. */
  readonly strike: () => void
  /** Holds the server at its next pause; resolves when it is there. */
  readonly hold: () => Promise<void>
  readonly release: () => void
}

export function heldClock(): HeldClock {
  const work = new Set<() => void>()
  let pauses = 0
  let held: { readonly reached: () => void; readonly released: Promise<void> } | undefined
  let release: (() => void) | undefined
  return {
    later: (task) => {
      const once = (): void => task()
      work.add(once)
      return () => void work.delete(once)
    },
    pauses: () => pauses,
    pause: async () => {
      pauses++
      held?.reached()
      await (held ? held.released : setImmediate())
    },
    waiting: () => work.size,
    strike: () => {
      const due = [...work]
      work.clear()
      for (const task of due) task()
    },
    hold: () =>
      new Promise((reached) => {
        const released = new Promise<void>((resolve) => {
          release = resolve
        })
        held = { reached, released }
      }),
    release: () => {
      held = undefined
      release?.()
    },
  }
}
