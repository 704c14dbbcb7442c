import { createInterface } from 'node:readline/promises';
import { main } from './main.ts';

// The command line as a process: what `bin/delivery.mjs` runs, and tests as one bundled script.

// Ending this way has what is temporary removed.
process.once('SIGINT', () => process.exit(130));
process.once('SIGTERM', () => process.exit(143));

const code = await main(process.argv.slice(2), {
  directory: process.cwd(),
  env: process.env,
  stdout: (text) => process.stdout.write(text),
  stderr: (text) => process.stderr.write(text),
  async returnKey() {
    const lines = createInterface({ input: process.stdin });
    await new Promise((resolve) => lines.once('line', resolve).once('close', resolve));
    lines.close();
  },
});
// What is still written must arrive before the process ends.
process.stdout.write('', () => process.exit(code));
