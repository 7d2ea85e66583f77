/**
 * How the tests run: in plain Node, every `*.test.ts` below `test/`.
 */
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    environment: 'node',
  },
})
