/** The tests in a real editor: two files at a time, since each starts an editor of its own, which waits more than it works. */
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/e2e/**/*.e2e.ts'],
    setupFiles: ['test/e2e/failures.ts'],
    maxWorkers: 2,
    testTimeout: 90_000,
    hookTimeout: 180_000,
    // An editor in a browser misses a key press now and then.
    retry: 2,
  },
})
