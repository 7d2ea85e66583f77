/** The tests in a real editor: one file after the other, since each starts an editor of its own. */
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/e2e/**/*.e2e.ts'],
    fileParallelism: false,
    testTimeout: 90_000,
    hookTimeout: 180_000,
    // An editor in a browser misses a key press now and then.
    retry: 1,
  },
})
