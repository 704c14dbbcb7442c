import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // Reading the modules anew for each file costs more than most files do; none leaves anything behind in them.
    isolate: false,
    globalSetup: 'test/global-setup.ts',
    // Generous, because a machine that is busy with other packages' tests takes its time.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 30_000 } },
  },
});
