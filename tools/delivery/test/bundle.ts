import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';

/**
 * What a process of its own runs: its arguments are commands, one after the other until one fails. `{version}` is what the
 * command before has answered, as in a workflow. It prints what each has answered, as JSON.
 */
const runner = `import { main } from './main.mjs';
const answers = [];
let code = 0;
for (const command of process.argv.slice(2)) {
  let stdout = '';
  const args = command.replace('{version}', answers.at(-1)?.version).split(' ');
  code = await main([...args, '--json'], {
    directory: process.cwd(),
    env: process.env,
    stdout: (text) => (stdout += text),
    stderr: (text) => process.stderr.write(text),
  });
  answers.push(JSON.parse(stdout));
  if (code !== 0) break;
}
process.stdout.write(JSON.stringify(answers), () => process.exit(code));
`;

/** What a person runs, as `bin/delivery.mjs`. */
const command = `import { main } from './main.mjs';
process.exitCode = await main(process.argv.slice(2), {
  directory: process.cwd(),
  env: process.env,
  stdout: (text) => process.stdout.write(text),
  stderr: (text) => process.stderr.write(text),
});
`;

/** Writes the command line as one file, which starts ten times faster than its sources, and what runs it. */
export async function writeBundle(directory: string): Promise<void> {
  await build({
    entryPoints: [join(import.meta.dirname, '..', 'src', 'main.ts')],
    outfile: join(directory, 'main.mjs'),
    bundle: true,
    platform: 'node',
    format: 'esm',
    // Commander is CommonJS, and requires what Node.js has.
    banner: {
      js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
    },
    logLevel: 'error',
  });
  await writeFile(join(directory, 'run.mjs'), runner);
  await writeFile(join(directory, 'delivery.mjs'), command);
}
