import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // Reading the modules anew for each file costs more than most files do; none leaves anything behind in them.
    isolate: false,
    globalSetup: 'test/global-setup.ts',
    testTimeout: 60_000,
    expect: { poll: { timeout: 30_000 } },
  },
});
