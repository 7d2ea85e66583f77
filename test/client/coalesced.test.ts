/** Work that is asked for while it runs. */
import { expect, test } from 'vitest'
import { coalesced } from '../../client/src/coalesced.ts'

/** Work that ends when it is told to; how often it has begun, and how often at the same time. */
function heldWork(): {
  readonly work: () => Promise<void>
  readonly finish: (isFailure?: boolean) => Promise<void>
  readonly began: () => number
} {
  let began = 0
  let end: ((isFailure: boolean) => void) | undefined
  return {
    work: () => {
      began++
      expect(end, 'one at a time').toBeUndefined()
      return new Promise((resolve, reject) => {
        end = (isFailure) => {
          end = undefined
          if (isFailure) reject(new Error('failed'))
          else resolve()
        }
      })
    },
    finish: async (isFailure = false) => {
      end?.(isFailure)
      // Whatever waits for the end has begun when this goes on.
      for (let turn = 0; turn < 5; turn++) await Promise.resolve()
    },
    began: () => began,
  }
}

test('many calls during a run are one further run', async () => {
  const { work, finish, began } = heldWork()
  const run = coalesced(work)
  const first = run()
  const others = [run(), run(), run()]
  expect(began()).toBe(1)
  await finish()
  await first
  expect(began()).toBe(2)
  await finish()
  await Promise.all(others)
  expect(began()).toBe(2)
})

test('a call after the end runs again', async () => {
  const { work, finish, began } = heldWork()
  const run = coalesced(work)
  const first = run()
  await finish()
  await first
  const second = run()
  await finish()
  await second
  expect(began()).toBe(2)
})

test('a run that fails keeps no other from running', async () => {
  const { work, finish, began } = heldWork()
  const run = coalesced(work)
  const failing = run().catch(() => 'failed')
  const waiting = run()
  await finish(true)
  expect(await failing).toBe('failed')
  await finish()
  await waiting
  expect(began()).toBe(2)
})
