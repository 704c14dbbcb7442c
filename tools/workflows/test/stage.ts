import { execFile } from 'node:child_process';
import { chmod, cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { main } from '@foldline/delivery/main';
import { bundleSource } from '@foldline/source-bundle/bundle-source';
import { inject, onTestFinished } from 'vitest';
import type { Machine } from './run-workflow.ts';
import { repository } from './workflow-files.ts';

/** A forge without a network: this repository's files in a bare repository, and stand-ins for what needs a registry. */
export interface Stage {
  machine: Machine;
  /** Runs git in the bare repository. */
  git: (...args: string[]) => Promise<string>;
  /** Commits one file to main. */
  merge: (message: string, file: string, content: string) => Promise<void>;
  /** Commits one file to a branch of its own that begins at a tag, and pushes it: what runs next runs there. */
  commitTo: (branch: string, tag: string, message: string, file: string, content: string) => Promise<void>;
  /** Makes it a private repository. */
  makePrivate: () => void;
  /** Runs `delivery` in a checkout of main. */
  deliver: (args: string) => Promise<void>;
  /** The command lines of what does nothing here: `docker`, `cosign`, `grype`, `gh` and `helm push`. */
  calls: () => Promise<string[]>;
  /** What the builds were asked for; each has the next digest. */
  builds: Record<string, string>[];
}

/** Folders that are not the repository's, and too much to copy. */
const left = new Set(['.git', '.turbo', '.data', 'node_modules', 'dist', 'docs', 'generated']);

/** Programs that need what is not here. Each writes down how it was called; what can work goes on to the real one. */
const stubs = {
  docker: `record docker "$@"; if [ "$3" = inspect ]; then echo "digest=$CHART_DIGEST"; fi`,
  cosign: 'record cosign "$@"',
  grype: 'record grype "$@"',
  gh: 'record gh "$@"',
  // The dependencies are those of this checkout.
  npm: '[ "$1" = ci ] || exec "$REAL_NPM" "$@"',
  // What turbo would do is asked in runs.test.ts.
  npx: 'record npx "$@"',
  helm: 'if [ "$1" = push ] || [ -z "$REAL_HELM" ]; then record helm "$@"; else exec "$REAL_HELM" "$@"; fi',
};

export async function openStage(): Promise<Stage> {
  const directory = await mkdtemp(join(tmpdir(), 'foldline-workflow-'));
  onTestFinished(() => rm(directory, { recursive: true, force: true, maxRetries: 3 }));
  const work = join(directory, 'work');
  const origin = join(directory, 'Foldline', 'Foldline');
  await cp(repository, work, {
    recursive: true,
    filter: (source) => source === repository || !left.has(basename(source)),
  });
  await bundleCommand(work);
  const env = await environment(directory);
  const run = async (cwd: string, ...args: string[]): Promise<string> =>
    (await promisify(execFile)('git', args, { cwd, env })).stdout.trim();
  await run(directory, 'init', '--quiet', '--bare', '--initial-branch=main', origin);
  await run(work, 'init', '--quiet', '--initial-branch=main');
  await run(work, 'remote', 'add', 'origin', origin);
  const push = async (message: string): Promise<void> => {
    await run(work, 'add', '.');
    await run(work, 'commit', '--quiet', '-m', message);
    await run(work, 'push', '--quiet', 'origin', 'HEAD:main');
  };
  await push('feat: a shop');
  const github = {
    actor: 'mara',
    event: { repository: { private: false } },
    event_name: 'push',
    ref: 'refs/heads/main',
    repository: 'Foldline/Foldline',
    // Where the env-repo is looked for unless a variable says otherwise.
    server_url: `file://${directory}`,
    sha: await run(work, 'rev-parse', 'HEAD'),
    token: 'a-token',
  };
  const builds: Stage['builds'] = [];
  let checkouts = 0;
  return {
    builds,
    git: (...args) => run(origin, ...args),
    async merge(message, file, content) {
      await run(work, 'pull', '--quiet', '--rebase', 'origin', 'main');
      await writeFile(join(work, file), content);
      await push(message);
      github.sha = await run(work, 'rev-parse', 'HEAD');
    },
    async commitTo(branch, tag, message, file, content) {
      await run(work, 'fetch', '--quiet', '--tags', 'origin');
      await run(work, 'switch', '--quiet', '--create', branch, tag);
      await writeFile(join(work, file), content);
      await run(work, 'add', '.');
      await run(work, 'commit', '--quiet', '-m', message);
      await run(work, 'push', '--quiet', 'origin', branch);
      github.ref = `refs/heads/${branch}`;
      github.sha = await run(work, 'rev-parse', 'HEAD');
    },
    makePrivate: () => (github.event.repository.private = true),
    async deliver(args) {
      const errors: string[] = [];
      const stderr = (text: string): unknown => errors.push(text);
      const code = await main(args.split(' '), { directory: work, env, stdout: () => undefined, stderr });
      if (code !== 0) throw new Error(errors.join(''));
    },
    calls: async () => (await readFile(join(directory, 'calls'), 'utf8')).trim().split('\n'),
    machine: {
      env,
      async checkOut() {
        const checkout = join(directory, `job-${++checkouts}`, 'checkout');
        await run(directory, 'clone', '--quiet', origin, checkout);
        // A run has one commit, however far main has moved since.
        await run(checkout, 'checkout', '--quiet', '--detach', github.sha);
        await symlink(join(repository, 'node_modules'), join(checkout, 'node_modules'));
        return checkout;
      },
      actions: {
        'anchore/scan-action/download-grype': () => ({ cmd: 'grype' }),
        'docker/build-push-action': (inputs) => ({
          digest: `sha256:${String(builds.push(inputs)).padStart(64, '0')}`,
        }),
      },
      contexts: {
        github,
        secrets: {},
        vars: {},
      },
    },
  };
}

/** The same command line, started in a fifth of the time: a run of a workflow calls it some ten times. */
async function bundleCommand(checkout: string): Promise<void> {
  const bundle = await bundleSource(join(repository, 'tools', 'delivery', 'src', 'process.ts'), {
    isWhole: true,
  });
  const command = `import '${pathToFileURL(bundle).href}';\n`;
  await writeFile(join(checkout, 'tools', 'delivery', 'bin', 'delivery.mjs'), command);
}

async function environment(directory: string): Promise<Record<string, string>> {
  const bin = join(directory, 'bin');
  await mkdir(bin);
  const head = `#!/usr/bin/env bash\nset -eu\nrecord() { echo "$*" >> '${join(directory, 'calls')}'; }\n`;
  for (const [name, body] of Object.entries(stubs)) {
    await writeFile(join(bin, name), `${head}${body}\n`);
    await chmod(join(bin, name), 0o755);
  }
  const path = process.env['PATH'] ?? '';
  const find = async (name: string): Promise<string> =>
    (await promisify(execFile)('bash', ['-c', `command -v ${name}`])).stdout.trim();
  return {
    PATH: `${bin}${delimiter}${path}`,
    HOME: directory,
    REAL_NPM: await find('npm'),
    REAL_HELM: inject('has').helm ? await find('helm') : '',
    CHART_DIGEST: `sha256:${'c'.repeat(64)}`,
    GITHUB_ACTOR: 'mara',
    GITHUB_REPOSITORY: 'Foldline/Foldline',
    GITHUB_RUN_ID: '7',
    GITHUB_SERVER_URL: 'https://github.com',
    NPM_CONFIG_UPDATE_NOTIFIER: 'false',
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_AUTHOR_NAME: 'Mara',
    GIT_AUTHOR_EMAIL: 'mara@example.com',
    GIT_COMMITTER_NAME: 'Mara',
    GIT_COMMITTER_EMAIL: 'mara@example.com',
  };
}
