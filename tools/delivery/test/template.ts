import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { envRepoFiles, services } from './miniature.ts';

const run = promisify(execFile);

/** Settings of a person who has never told git anything. */
export const gitEnvironment = {
  PATH: process.env['PATH'] ?? '',
  HOME: '/nonexistent',
  // What is not about charts needs no Helm.
  HELM: '/nonexistent/helm',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_AUTHOR_NAME: 'Mara',
  GIT_AUTHOR_EMAIL: 'mara@example.com',
  GIT_COMMITTER_NAME: 'Mara',
  GIT_COMMITTER_EMAIL: 'mara@example.com',
};

/** Runs git, and answers what it prints. */
export async function git(directory: string, ...args: string[]): Promise<string> {
  const { stdout } = await run('git', args, { cwd: directory, env: gitEnvironment });
  return stdout.trim();
}

/** The lockfile of a shop in miniature. Every service depends on `fastify` through `service-kit`, and tests with `vitest`. */
export function lockfile(versions: { fastify?: string; vitest?: string; esbuild?: string } = {}): string {
  const { fastify = '5.0.0', vitest = '4.0.0', esbuild = '0.28.0' } = versions;
  const external = (name: string, version: string, rest: object = {}): [string, object] => [
    `node_modules/${name}`,
    { version, integrity: `sha512-${name}-${version}`, ...rest },
  ];
  const linked = (folder: string, name: string, rest: object): [string, object][] => [
    [`node_modules/@foldline/${name}`, { resolved: folder, link: true }],
    [folder, { name: `@foldline/${name}`, ...rest }],
  ];
  const service = (name: string, rest: object = {}): [string, object][] =>
    linked(`services/${name}`, name, {
      dependencies: { '@foldline/service-kit': '*', ...rest },
      devDependencies: { '@foldline/tsconfig': '*', '@foldline/local-postgres': '*', vitest },
    });
  return `${JSON.stringify(
    {
      lockfileVersion: 3,
      packages: Object.fromEntries<object>([
        ['', { name: 'foldline' }],
        ...service('catalog', { pg: '8.0.0' }),
        ...service('frontend'),
        ...service('recommendation'),
        ...service('voting'),
        ...linked('packages/service-kit', 'service-kit', { dependencies: { fastify, ajv: '8.0.0' } }),
        ...linked('packages/tsconfig', 'tsconfig', {}),
        ...linked('packages/local-postgres', 'local-postgres', { dependencies: { pg: '8.0.0' } }),
        ...linked('tools/images', 'images', { dependencies: { esbuild, tsx: '4.0.0' } }),
        external('fastify', fastify, { dependencies: { ajv: '6.0.0' } }),
        ['node_modules/fastify/node_modules/ajv', { version: '6.0.0', integrity: 'sha512-ajv-6.0.0' }],
        external('ajv', '8.0.0'),
        external('pg', '8.0.0', { peerDependencies: { 'pg-native': '>=3' } }),
        external('esbuild', esbuild),
        external('tsx', '4.0.0'),
        external('vitest', vitest),
      ]),
    },
    null,
    2,
  )}\n`;
}

/** Writes a bare repository, `origin.git`, and a clone of it, `work`: a shop in miniature with its env-repo, one commit. */
export async function writeTemplate(directory: string): Promise<void> {
  const work = join(directory, 'work');
  await mkdir(directory);
  await git(directory, 'init', '--quiet', '--bare', '--template=', '--initial-branch=main', 'origin.git');
  await git(directory, 'init', '--quiet', '--template=', '--initial-branch=main', 'work');
  const files = {
    'package-lock.json': lockfile(),
    ...Object.fromEntries(
      services.flatMap((name) => [
        [`services/${name}/src/server.ts`, `// ${name}\n`],
        [`charts/${name}/Chart.yaml`, `name: ${name}\n`],
      ]),
    ),
    'packages/service-kit/src/config.ts': '// config\n',
    'charts/service/values.yaml': '# shared\n',
    ...envRepoFiles(),
  };
  for (const [file, content] of Object.entries(files)) {
    await mkdir(dirname(join(work, file)), { recursive: true });
    await writeFile(join(work, file), content);
  }
  await git(work, 'add', '.');
  await git(work, 'commit', '--quiet', '-m', 'feat: a shop');
  await git(work, 'remote', 'add', 'origin', '../origin.git');
  await git(work, 'push', '--quiet', 'origin', 'main');
  // Two files to copy instead of a hundred.
  for (const repository of [work, join(directory, 'origin.git')]) await git(repository, 'gc', '--quiet');
}
