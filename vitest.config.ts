import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'tests/**/*.test.ts'],
    globalSetup: ['tests/support/global-setup.ts'],
    testTimeout: 30_000,
    // Most of a test waits for PostgreSQL or the browser; the default of one less than the cores leaves them idle.
    maxWorkers: Math.max(2, availableParallelism()),
    // A database of its own is made in them; many at once on a small machine take their time.
    hookTimeout: 120_000,
    reporters: process.env.VITEST_JSON
      ? ['default', ['json', { outputFile: process.env.VITEST_JSON }]]
      : ['default'],
  },
})
