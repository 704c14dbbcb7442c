import { execFile } from 'node:child_process';
import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { chartsDirectory, repository } from '../src/charts.ts';
import { startedCluster } from './command.ts';
import { commandEnvironment } from './config.ts';

const run = promisify(execFile);

/** docs/how-to/run-on-kubernetes.md as something that can be followed. */
export interface Guide {
  /** Does what a section says, in a copy of the charts, and answers what that printed. */
  follow(section: string): Promise<string>;
  /** The sections with commands that nobody has followed. */
  unread(): string[];
  /** The folder in which the commands ran. */
  directory: string;
  close(): Promise<void>;
}

/**
 * Opens the guide.
 *
 * @param yours the reader's own values, in place of those that the guide shows
 */
export async function openGuide(yours: Record<string, string>): Promise<Guide> {
  const text = await readFile(join(repository, 'docs', 'how-to', 'run-on-kubernetes.md'), 'utf8');
  const shown = /<!-- yours -->\s*```sh\n(.*?)```/s.exec(text)?.[1];
  if (shown === undefined) throw new Error('The guide has no block of the reader’s own values.');
  const variables = [...shown.matchAll(/\b([A-Z_]+)=/g)].map(([, name = '']) => name);
  const missing = variables.filter((name) => yours[name] === undefined);
  if (missing.length > 0) throw new Error(`The test has no value for ${missing.join(', ')}.`);
  const rest = text.replace(shown, '');

  const sections = new Map(
    rest
      .split(/^## /m)
      .slice(1)
      .map((section): [string, string] => {
        const blocks = [...section.matchAll(/```sh\n(.*?)```/gs)].map(([, block = '']) => block);
        return [section.slice(0, section.indexOf('\n')), blocks.join('\n')];
      })
      .filter(([, script]) => script.trim() !== ''),
  );
  const unread = new Set(sections.keys());

  const directory = await mkdtemp(join(tmpdir(), 'foldline-guide-'));
  await cp(chartsDirectory, join(directory, 'charts'), {
    recursive: true,
    filter: (source) => !/[\\/](node_modules|charts[\\/]\w+[\\/]charts)$/.test(source),
  });
  return {
    directory,
    async follow(section) {
      const script = sections.get(section);
      if (script === undefined) throw new Error(`The guide has no section "${section}" with commands.`);
      unread.delete(section);
      // What the guide leaves in the background ends with its section.
      const whole = `set -euo pipefail\ntrap 'kill $(jobs -p) 2>/dev/null || true' EXIT\n${script}`;
      const env = commandEnvironment({ ...startedCluster().variables, ...yours });
      const { stdout } = await run('bash', ['-c', whole], { cwd: directory, env, timeout: 600_000 });
      return stdout;
    },
    unread: () => [...unread],
    close: () => rm(directory, { recursive: true, force: true }),
  };
}
