import { chmod, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { execFileSync } from 'node:child_process';
import { main } from '../src/main.ts';

/** How a command has ended. */
export interface Ended {
  code: number;
  stdout: string;
  stderr: string;
}

/** What a machine has, by the name of the program: what it does, as a shell script. */
export type Programs = Record<string, string>;

/** A machine on which everything is as it should be. No cluster is there, and none can be made. */
export const good: Programs = {
  kind: 'case "$1 $2" in "version "*) echo "kind v0.32.0 go1.26.1 linux/amd64" ;; "get clusters") cat "$HOME/clusters" ;; *) echo "no room for a node" >&2; exit 1 ;; esac',
  kubectl: 'echo "Client Version: v1.36.1"',
  helm: 'echo v4.3.1',
  docker: `echo '{"MemTotal": ${16 * 2 ** 30}}'`,
};

/** A machine of a test's own: only these programs, and git. */
export class Machine {
  readonly #folder: string;
  readonly #env: NodeJS.ProcessEnv;

  private constructor(folder: string) {
    this.#folder = folder;
    this.#env = { PATH: join(folder, 'bin'), DEMO_DATA: join(folder, 'data'), HOME: folder };
  }

  static async with(programs: Programs): Promise<Machine> {
    const folder = await mkdtemp(join(tmpdir(), 'foldline-machine-'));
    await mkdir(join(folder, 'bin'));
    await writeFile(join(folder, 'clusters'), '');
    for (const [name, script] of Object.entries(programs)) {
      const file = join(folder, 'bin', name);
      await writeFile(file, `#!/bin/sh\n${script}\n`);
      await chmod(file, 0o755);
    }
    for (const name of ['git', 'sh', 'cat']) await symlink(pathOf(name), join(folder, 'bin', name));
    return new Machine(folder);
  }

  /** Runs the demo here, with these clusters of kind's there, and these variables. */
  async demo(
    args: readonly string[],
    { clusters = [], env = {} }: { clusters?: string[]; env?: NodeJS.ProcessEnv } = {},
  ): Promise<Ended> {
    await writeFile(join(this.#folder, 'clusters'), clusters.join('\n'));
    let stdout = '';
    let stderr = '';
    const code = await main(args, {
      env: { ...this.#env, ...env },
      stdout: (text) => (stdout += text),
      stderr: (text) => (stderr += text),
      isInteractive: false,
      returnKey: () => Promise.resolve(),
    });
    return { code, stdout, stderr };
  }

  async remove(): Promise<void> {
    await rm(this.#folder, { recursive: true });
  }
}

/** Listens on a port, and answers which. */
export async function takePort(): Promise<{ port: number; close: () => void }> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  return { port: address.port, close: () => server.close() };
}

function pathOf(program: string): string {
  for (const folder of (process.env['PATH'] ?? '').split(delimiter)) {
    try {
      execFileSync(join(folder, program), program === 'git' ? ['--version'] : ['/dev/null'], {
        stdio: 'ignore',
      });
      return join(folder, program);
    } catch {
      // It is in another folder.
    }
  }
  throw new Error(`There is no ${program} on PATH.`);
}
