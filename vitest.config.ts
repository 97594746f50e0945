import { defineConfig } from 'vitest/config';

/** What talks to the practice stack's engine: one file at a time, for there is one engine and there may be two cores. */
const world = {
  globalSetup: ['test/world-setup.ts'],
  testTimeout: 1_200_000,
  hookTimeout: 900_000,
  fileParallelism: false,
  expect: { poll: { timeout: 60_000 } },
};

/** Three kinds: what needs no world, what does, and what takes too long for every run (`npm run test:soak`). */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/unit/**/*.test.ts', 'test/property/**/*.test.ts', 'test/house/**/*.test.ts'],
          // Bounds for what hangs, not for what is slow: on one machine with the world's tests, anything may be.
          testTimeout: 120_000,
          hookTimeout: 300_000,
          expect: { poll: { timeout: 60_000 } },
        },
      },
      {
        test: {
          ...world,
          name: 'world',
          include: ['test/integration/**/*.test.ts', 'test/practice/**/*.test.ts', 'test/e2e/**/*.test.ts'],
        },
      },
      { test: { ...world, name: 'soak', include: ['test/soak/**/*.test.ts'], testTimeout: 7_200_000 } },
    ],
  },
});
