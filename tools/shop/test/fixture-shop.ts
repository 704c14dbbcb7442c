import { chmod, cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { freePorts } from './free-ports.ts';

export interface FixtureShop {
  root: string;
  /** The port of each service. */
  ports: Record<'frontend' | 'catalog' | 'voting', number>;
  /** The `src/server.ts` of each service. */
  sources: Record<'frontend' | 'catalog' | 'voting', string>;
}

/**
 * A repository in a folder of its own: three small services, the real dependencies.
 *
 * @param databases whether two of them have a database, which makes PostgreSQL part of the run
 */
export async function fixtureShop({ databases: database } = { databases: true }): Promise<FixtureShop> {
  const root = await mkdtemp(join(tmpdir(), 'foldline shop '));
  // As root, PostgreSQL is another user who must be able to come here.
  await chmod(root, 0o755);
  onTestFinished(async () => {
    await killPostgres(root);
    await rm(root, { recursive: true, force: true, maxRetries: 10 });
  });
  const [frontend = 0, catalog = 0, voting = 0] = await freePorts(3);
  const manifest = { name: 'fixture', type: 'module', engines: { node: '>=20.19.0' } };
  await writeFile(join(root, 'package.json'), JSON.stringify(manifest));
  await symlink(join(import.meta.dirname, '../../../node_modules'), join(root, 'node_modules'), 'junction');
  await addService(root, 'frontend', { port: frontend, peers: ['catalog', 'voting'] });
  await addService(root, 'catalog', { port: catalog, database });
  await addService(root, 'voting', { port: voting, database, peers: ['catalog'] });
  const source = (service: string): string => join(root, 'services', service, 'src', 'server.ts');
  return {
    root,
    ports: { frontend, catalog, voting },
    sources: { frontend: source('frontend'), catalog: source('catalog'), voting: source('voting') },
  };
}

async function addService(root: string, name: string, foldline: object): Promise<void> {
  const directory = join(root, 'services', name);
  await mkdir(join(directory, 'src'), { recursive: true });
  await cp(join(import.meta.dirname, 'fixtures', 'server.ts'), join(directory, 'src', 'server.ts'));
  await writeFile(join(directory, 'package.json'), JSON.stringify({ name, type: 'module', foldline }));
}

/** The process id of the shop's PostgreSQL, while it runs. */
export async function postgresPid(root: string): Promise<number | undefined> {
  const text = await readFile(join(root, '.data/postgres/data/postmaster.pid'), 'utf8').catch(() => '');
  return text === '' ? undefined : Number.parseInt(text, 10);
}

/** A test that failed may leave it running. */
async function killPostgres(root: string): Promise<void> {
  const pid = await postgresPid(root);
  try {
    if (pid !== undefined) process.kill(pid, 'SIGKILL');
  } catch {
    // Only its file was there.
  }
}
