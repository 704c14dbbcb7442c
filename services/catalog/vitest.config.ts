import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // Reading the modules anew for each file costs more than most files do; none leaves anything behind in them.
    isolate: false,
    globalSetup: 'test/global-setup.ts',
    // Generous, because some tests start several processes, and a machine may be busy with other packages' tests.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 30_000 } },
  },
});
