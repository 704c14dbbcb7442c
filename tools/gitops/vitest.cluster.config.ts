import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test-cluster/**/*.test.ts'],
    globalSetup: 'test-cluster/start-cluster.ts',
    testTimeout: 600_000,
    hookTimeout: 300_000,
    // One shop, whose releases are told from the first to the last.
    fileParallelism: false,
    bail: 1,
  },
});
