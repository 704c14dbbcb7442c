import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { main } from '@foldline/delivery/main';
import { PlainError } from '@foldline/delivery/plain-error';
import { withTemporaryFolder } from '@foldline/delivery/temporary-folder';
import { parse } from 'yaml';
import type { ForgeRepository } from './gitea.ts';
import { program } from './program.ts';

/** A clone of the demo's repository, in which the presenter works. */
export class Checkout {
  readonly folder: string;
  readonly #env: NodeJS.ProcessEnv;

  private constructor(folder: string, env: NodeJS.ProcessEnv) {
    this.folder = folder;
    this.#env = env;
  }

  /** Works in a clone that is removed in the end. An empty repository gives one without a commit. */
  static with<Result>(
    repository: ForgeRepository,
    env: NodeJS.ProcessEnv,
    work: (checkout: Checkout) => Promise<Result>,
  ): Promise<Result> {
    return withTemporaryFolder('foldline-demo-', async (folder) =>
      work(await Checkout.in(folder, repository, env)),
    );
  }

  /** Works in a clone in an empty folder, whoever removes it. */
  static async in(folder: string, repository: ForgeRepository, env: NodeJS.ProcessEnv): Promise<Checkout> {
    // What this machine, or a workflow that the demo runs in, tells git and the delivery tool is of other repositories.
    const clean = Object.entries(env).filter(
      ([name]) => !/^(GIT|GITHUB|GITEA|ENV|FORGE)_|^FORGE$/.test(name),
    );
    const author = { NAME: 'Presenter', EMAIL: 'presenter@example.com' };
    const people = Object.entries(author).flatMap(([key, value]) =>
      ['AUTHOR', 'COMMITTER'].map((role) => [`GIT_${role}_${key}`, value]),
    );
    const own = Object.fromEntries([...clean, ...people]) as NodeJS.ProcessEnv;
    const checkout = new Checkout(folder, { ...own, ...repository.variables, GIT_TERMINAL_PROMPT: '0' });
    await checkout.git('init', '--quiet', '--initial-branch=main');
    // What a person has set for commits of their own must not sign, nor refuse, those of the demo.
    await checkout.git('config', 'commit.gpgSign', 'false');
    await checkout.git('config', 'tag.gpgSign', 'false');
    await checkout.git('config', 'core.hooksPath', '/dev/null');
    await checkout.git('remote', 'add', 'origin', repository.pushUrl);
    await checkout.pull();
    return checkout;
  }

  git(...args: string[]): Promise<string> {
    return program('git', args, { env: this.#env, directory: this.folder, timeout: 120_000 });
  }

  /** Brings the clone to where main is; an empty repository has none. */
  async pull(): Promise<void> {
    if ((await this.git('ls-remote', 'origin', 'refs/heads/main')) === '') return;
    await this.git('pull', '--quiet', '--rebase', 'origin', 'main');
  }

  /** Commits files to main, as a merged pull request does. */
  async merge(message: string, files: Record<string, string>): Promise<void> {
    await this.pull();
    for (const [file, content] of Object.entries(files)) {
      await mkdir(dirname(join(this.folder, file)), { recursive: true });
      await writeFile(join(this.folder, file), content);
    }
    await this.push(message);
  }

  async push(message: string): Promise<void> {
    await this.git('add', '--all', '--force', '.');
    await this.git('commit', '--quiet', '--message', message);
    await this.git('push', '--quiet', 'origin', 'main');
  }

  /** What a file of main has; `undefined` where there is none. */
  async read(file: string): Promise<string | undefined> {
    await this.pull();
    return readFile(join(this.folder, file), 'utf8').catch(() => undefined);
  }

  /** The version of a service that the env-repo has in an environment; `undefined` for none. */
  async versionIn(environment: string, service: string): Promise<string | undefined> {
    const content = await this.read(`env-repo/envs/${environment}/${service}/release.yaml`);
    return content === undefined ? undefined : (parse(content) as { version: string }).version;
  }

  /**
   * Runs a command of the delivery tool here.
   *
   * @returns what it prints as JSON
   * @throws PlainError with what it says
   */
  async deliver(...args: string[]): Promise<Record<string, unknown>> {
    let printed = '';
    let said = '';
    const code = await main([...args, '--json'], {
      directory: this.folder,
      env: this.#env,
      stdout: (text) => (printed += text),
      stderr: (text) => (said += text),
    });
    if (code !== 0) throw new PlainError(`delivery ${args.join(' ')}: ${said.trim()}`);
    return JSON.parse(printed) as Record<string, unknown>;
  }
}
