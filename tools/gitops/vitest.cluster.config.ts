import { defineConfig } from 'vitest/config';

const timeouts = { testTimeout: 600_000, hookTimeout: 300_000 };
const faults = 'test-cluster/faults.test.ts';

export default defineConfig({
  test: {
    globalSetup: 'test-cluster/start-cluster.ts',
    bail: 1,
    projects: [
      // Shops of their own, which mostly wait for their pods.
      {
        test: {
          ...timeouts,
          name: 'shops',
          include: ['test-cluster/**/*.test.ts'],
          exclude: [faults],
          maxWorkers: 3,
          sequence: { groupOrder: 0 },
        },
      },
      // What this one kills, all shops need.
      {
        test: {
          ...timeouts,
          name: 'faults',
          include: [faults],
          maxWorkers: 1,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
