import { mkdir, writeFile } from 'node:fs/promises';
import { devNull } from 'node:os';
import { dirname, join } from 'node:path';
import type { Main } from '../command-line.ts';
import { Git } from '../git/git.ts';
import { PlainError } from '../plain-error.ts';
import { LocalForge, type LocalRequest } from './local-forge.ts';
import { shopFiles } from './shop-files.ts';

/** One command of the rehearsal, and how it went. */
export interface Ran {
  command: string;
  code: number;
  /** What it printed, without the newline at its end. */
  output: string;
}

export interface StageOptions {
  /** An empty folder. */
  directory: string;
  env: NodeJS.ProcessEnv;
  main: Main;
}

/**
 * Where the rehearsal takes place: a bare repository, as a forge has it, with the shop and its env-repo in one, and a
 * clone that those who play in it share.
 */
export class Stage {
  readonly forge = new LocalForge();
  readonly clone: string;
  readonly remote: string;
  readonly #options: StageOptions;
  readonly #env: NodeJS.ProcessEnv;

  constructor(options: StageOptions) {
    this.#options = options;
    this.remote = join(options.directory, 'shop.git');
    this.clone = join(options.directory, 'shop');
    const { env } = options;
    // Neither settings nor credentials of whoever runs the rehearsal take part in it.
    this.#env = {
      ...Object.fromEntries(
        ['PATH', 'Path', 'SYSTEMROOT', 'TMPDIR', 'TEMP', 'TMP', 'HELM'].flatMap((name) =>
          env[name] === undefined ? [] : [[name, env[name]]],
        ),
      ),
      HOME: options.directory,
      GIT_CONFIG_GLOBAL: devNull,
      GIT_CONFIG_NOSYSTEM: '1',
    };
  }

  /** Makes the repositories, with one commit. */
  async build(): Promise<void> {
    await this.#git(this.#options.directory, 'developer', [
      ...['init', '--quiet', '--bare', '--template=', '--initial-branch=main', 'shop.git'],
    ]);
    await this.#git(this.#options.directory, 'developer', ['clone', '--quiet', 'shop.git', 'shop']);
    await this.git('developer', 'checkout', '--quiet', '-b', 'main');
    await this.commit('feat: a shop', shopFiles());
  }

  /** Commits files as the developer, and pushes them. */
  async commit(message: string, files: Record<string, string>): Promise<void> {
    for (const [file, content] of Object.entries(files)) {
      await mkdir(dirname(join(this.clone, file)), { recursive: true });
      await writeFile(join(this.clone, file), content);
    }
    await this.git('developer', 'add', '.');
    await this.git('developer', 'commit', '--quiet', '-m', message);
    await this.git('developer', 'push', '--quiet', 'origin', 'main');
  }

  /** Brings the clone to where the remote is. */
  async pull(): Promise<void> {
    await this.git('developer', 'pull', '--quiet', '--ff-only', 'origin', 'main');
  }

  /** Has the reviewer merge the newest request, as a forge does. @returns what it was */
  async merge(): Promise<LocalRequest> {
    const request = this.forge.take();
    await this.pull();
    await this.git('developer', 'fetch', '--quiet', 'origin');
    const message = `Merge ${request.url}: ${request.title}`;
    await this.git('reviewer', 'merge', '--quiet', '--no-ff', `origin/${request.head}`, '-m', message);
    await this.git('reviewer', 'push', '--quiet', 'origin', 'main');
    return request;
  }

  async git(who: string, ...args: string[]): Promise<string> {
    return this.#git(this.clone, who, args);
  }

  /** Runs a command of the delivery tool in the clone, as the command line does. */
  async deliver(command: string): Promise<Ran> {
    let output = '';
    const print = (text: string): void => void (output += text);
    const code = await this.#options.main(command.split(' '), {
      directory: this.clone,
      env: { ...this.#env, GIT_AUTHOR_NAME: 'developer' },
      stdout: print,
      stderr: print,
      forge: this.forge,
    });
    return { command: `delivery ${command}`, code, output: output.trimEnd() };
  }

  #git(directory: string, who: string, args: readonly string[]): Promise<string> {
    const email = `${who}@foldline.invalid`;
    const git = new Git(directory, this.#env, [
      ['user.name', who],
      ['user.email', email],
    ]);
    return git.text(args).catch((error: unknown) => {
      throw new PlainError(`The rehearsal's own git failed. ${(error as Error).message}`, 'failed', {
        cause: error,
      });
    });
  }
}
