import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test-cluster/**/*.test.ts'],
    globalSetup: 'test-cluster/start-cluster.ts',
    testTimeout: 900_000,
    hookTimeout: 600_000,
    // One demo, from its beginning to its end.
    fileParallelism: false,
    bail: 1,
  },
});
