#!/usr/bin/env node
// Plain JavaScript: it has to say what is missing where everything may be missing.
const { importSource } = await import('@foldline/source-bundle/import-source').catch((error) => {
  if (error.code !== 'ERR_MODULE_NOT_FOUND') throw error;
  process.stderr.write('The dependencies are not installed. Run `npm ci` in the repository first.\n');
  process.exit(1);
});
// Ending this way has what is temporary removed.
process.once('SIGINT', () => process.exit(130));
process.once('SIGTERM', () => process.exit(143));
const { main } = await importSource(new URL('../src/main.ts', import.meta.url));
const code = await main(process.argv.slice(2), {
  env: process.env,
  stdout: (text) => process.stdout.write(text),
  stderr: (text) => process.stderr.write(text),
  isInteractive: process.stdin.isTTY === true && process.stdout.isTTY === true,
  async returnKey() {
    // At the end of the input nothing is waited for any more.
    if (process.stdin.readableEnded) return;
    const { createInterface } = await import('node:readline/promises');
    const lines = createInterface({ input: process.stdin });
    await new Promise((resolve) => lines.once('line', resolve).once('close', resolve));
    lines.close();
  },
});
// What is still written must arrive before the process ends.
process.stdout.write('', () => process.exit(code));
