import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    testTimeout: 120_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 30_000 } },
    // Every test runs a whole shop; more than two at once only wait for each other.
    maxWorkers: 2,
  },
});
