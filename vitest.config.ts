/**
 * How the tests run: every `*.test.ts` below `test/`, in plain Node.
 */
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    environment: 'node',
    // Long enough that only a hang reaches it: how fast something is, the benchmarks say.
    testTimeout: 30_000,
  },
})
