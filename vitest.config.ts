import { defineConfig } from 'vitest/config';

/** Two kinds: what needs no world, and what talks to the practice stack's engine (one file at a time: two cores, one engine). */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/unit/**/*.test.ts', 'test/property/**/*.test.ts', 'test/house/**/*.test.ts'],
          testTimeout: 30_000,
        },
      },
      {
        test: {
          name: 'world',
          include: ['test/integration/**/*.test.ts', 'test/practice/**/*.test.ts', 'test/e2e/**/*.test.ts'],
          globalSetup: ['test/world-setup.ts'],
          testTimeout: 300_000,
          hookTimeout: 600_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
