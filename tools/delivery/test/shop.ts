import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { inject, onTestFinished } from 'vitest';
import { deliver, type Answer } from './deliver.ts';
import { git } from './template.ts';

/** In which folder and environment a command runs. */
export interface RunOptions {
  in?: string;
  env?: NodeJS.ProcessEnv;
}

/** A clone of a shop with its remote, both a test's own. */
export interface Shop {
  /** Where both are. */
  directory: string;
  /** The clone. */
  work: string;
  /** The bare repository that it was cloned from. */
  origin: string;
  git: (...args: string[]) => Promise<string>;
  /** Commits files, and answers the hash. */
  commit: (message: string, files: Record<string, string>) => Promise<string>;
  /** The same, and pushes it. */
  merge: (message: string, files: Record<string, string>) => Promise<string>;
  /** Runs `delivery <args> --json`. */
  deliver: (args: string, env?: NodeJS.ProcessEnv) => Promise<Answer>;
  /** Runs `delivery <args>` as a person does. */
  run: (command: string, ...rest: (string | RunOptions)[]) => Promise<Answer>;
}

/**
 * @param state `new`: a shop in miniature, four services, one commit, no release. `shipped`: catalog 0.1.0 is released, and
 *   is in dev and preprod.
 */
export async function openShop(state: 'new' | 'shipped' = 'new'): Promise<Shop> {
  const directory = await mkdtemp(join(tmpdir(), 'delivery-test-'));
  onTestFinished(() => rm(directory, { recursive: true, force: true }));
  await cp(join(inject('templates'), state), directory, { recursive: true });
  const work = join(directory, 'work');
  const inWork = (...args: string[]): Promise<string> => git(work, ...args);
  const commit: Shop['commit'] = async (message, files) => {
    for (const [file, content] of Object.entries(files)) {
      await mkdir(dirname(join(work, file)), { recursive: true });
      await writeFile(join(work, file), content);
    }
    await inWork('add', '.');
    await inWork('commit', '--quiet', '--allow-empty', '--cleanup=verbatim', '-m', message);
    return inWork('rev-parse', 'HEAD');
  };
  return {
    directory,
    work,
    origin: join(directory, 'origin.git'),
    git: inWork,
    commit,
    async merge(message, files) {
      const hash = await commit(message, files);
      await inWork('push', '--quiet', 'origin', 'HEAD:main');
      return hash;
    },
    run(command, ...rest) {
      const args = rest.filter((part) => typeof part === 'string');
      const options = rest.find((part) => typeof part === 'object');
      return deliver(options?.in ?? work, [command, ...args], options?.env);
    },
    deliver: (args, env) => deliver(work, [...args.split(' '), '--json'], env),
  };
}
