import { defineConfig } from 'vitest/config';

// What needs a container engine: npm run images:check.
export default defineConfig({
  test: {
    include: ['check/**/*.test.ts'],
    globalSetup: './check/global-setup.ts',
    // The shop is measured while it is under load; nothing else runs meanwhile.
    fileParallelism: false,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 10_000 } },
  },
});
