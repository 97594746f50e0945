import { defineConfig } from 'vitest/config';

/**
 * The tests that hold `src/core` in place, for `npm run test:mutation`: it runs them for every change it makes there.
 * Without those of test/property: what they draw differs from run to run, and so would the score.
 */
export default defineConfig({ test: { include: ['test/unit/core/**/*.test.ts'], testTimeout: 30_000 } });
