import { runProgram } from '../run-program.ts';
import { gitFailure } from './git-failure.ts';

/** Settings that would change what we read or write, wherever they were made. */
const settings: readonly [string, string][] = [
  ['core.hooksPath', '/dev/null'],
  ['core.quotePath', 'false'],
  ['commit.gpgSign', 'false'],
  ['tag.gpgSign', 'false'],
  ['gc.auto', '0'],
  ['maintenance.auto', 'false'],
  ['log.showSignature', 'false'],
  ['push.followTags', 'false'],
  ['push.gpgSign', 'false'],
  ['fetch.recurseSubmodules', 'false'],
  ['protocol.ext.allow', 'never'],
];

/** Variables that would point git at another repository than the one that it is told: a hook's process has them. */
const foreign =
  /^GIT_(DIR|WORK_TREE|INDEX_FILE|COMMON_DIR|OBJECT_DIRECTORY|ALTERNATE_OBJECT_DIRECTORIES|NAMESPACE|PREFIX|SHALLOW_FILE|GRAFT_FILE|REPLACE_REF_BASE|CEILING_DIRECTORIES|CONFIG|CONFIG_PARAMETERS|(AUTHOR|COMMITTER)_\w+)$/;

export interface GitOptions {
  /** Written to the standard input. */
  input?: string | Buffer;
  env?: Readonly<Record<string, string>>;
  /** In milliseconds. */
  timeout?: number;
}

export interface GitAnswer {
  exitCode: number;
  stdout: Buffer;
  stderr: string;
}

/**
 * Git in one directory. The only place that starts it: without a shell, without a question to a terminal, in English,
 * with settings of its own where others would change the result, and never longer than a timeout.
 */
export class Git {
  readonly directory: string;
  readonly #env: Readonly<Record<string, string | undefined>>;

  /**
   * @param base the environment to run in; its git settings (`GIT_CONFIG_COUNT`), SSH and certificates stay
   * @param extra settings besides ours, such as a header with credentials: no argument and no file ever holds them
   */
  constructor(directory: string, base: NodeJS.ProcessEnv, extra: readonly [string, string][] = []) {
    this.directory = directory;
    const first = Number(base['GIT_CONFIG_COUNT'] ?? 0);
    const all = [...settings, ...extra];
    this.#env = {
      ...Object.fromEntries(Object.entries(base).filter(([name]) => !foreign.test(name))),
      ...Object.fromEntries(
        all.flatMap(([key, value], index) => [
          [`GIT_CONFIG_KEY_${first + index}`, key],
          [`GIT_CONFIG_VALUE_${first + index}`, value],
        ]),
      ),
      GIT_CONFIG_COUNT: String(first + all.length),
      GIT_TERMINAL_PROMPT: '0',
      GIT_OPTIONAL_LOCKS: '0',
      GIT_NO_REPLACE_OBJECTS: '1',
      LC_ALL: 'C',
    };
  }

  /** Runs git, whatever its exit code. @throws PlainError when it cannot be started or takes too long */
  async run(args: readonly string[], { input, env, timeout = 120_000 }: GitOptions = {}): Promise<GitAnswer> {
    const ending = await runProgram('git', args, {
      directory: this.directory,
      env: { ...this.#env, ...env },
      input,
      timeout,
    });
    const { exitCode, stdout, stderr } = ending;
    if (exitCode === undefined) throw gitFailure(args, stderr, ending);
    return { exitCode, stdout, stderr };
  }

  /** What git prints, byte for byte. @throws PlainError when git fails */
  async bytes(args: readonly string[], options?: GitOptions): Promise<Buffer> {
    const { exitCode, stdout, stderr } = await this.run(args, options);
    if (exitCode !== 0) throw gitFailure(args, stderr);
    return stdout;
  }

  /** What git prints, without the newline at its end. @throws PlainError when git fails */
  async text(args: readonly string[], options?: GitOptions): Promise<string> {
    return (await this.bytes(args, options)).toString().replace(/\n$/, '');
  }

  /** The parts of what git prints with `-z`. @throws PlainError when git fails */
  async parts(args: readonly string[], options?: GitOptions): Promise<string[]> {
    const output = (await this.bytes(args, options)).toString();
    return output === '' ? [] : output.replace(/\0$/, '').split('\0');
  }

  /** Whether git answers a question, such as `merge-base --is-ancestor`, with yes. @throws PlainError when it cannot tell */
  async agrees(args: readonly string[]): Promise<boolean> {
    const { exitCode, stderr } = await this.run(args);
    if (exitCode > 1) throw gitFailure(args, stderr);
    return exitCode === 0;
  }
}
