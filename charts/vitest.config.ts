import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // Reading the modules anew for each file costs more than most files do; none leaves anything behind in them.
    isolate: false,
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/find-tools.ts'],
    // Generous, because some render dozens of charts, on a machine that may have much else to do.
    testTimeout: 180_000,
  },
});
