import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // Reading the modules anew for each file costs more than most files do; none leaves anything behind in them.
    isolate: false,
    include: ['test/**/*.test.ts'],
    globalSetup: 'test/find-tools.ts',
    testTimeout: 60_000,
  },
});
