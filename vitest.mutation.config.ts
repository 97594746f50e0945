import { defineConfig } from 'vitest/config';

/** The tests that hold `src/core` in place, for `npm run test:mutation`: it runs them once for every change it makes there. */
export default defineConfig({
  test: {
    include: ['test/unit/core/**/*.test.ts', 'test/property/gate*.test.ts'],
    testTimeout: 30_000,
  },
});
