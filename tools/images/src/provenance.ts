import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { repository } from './services.ts';

/** Where a build comes from, as its image says it. */
export interface Provenance {
  /** The address of the repository; `unknown` without a remote that has a web address. */
  source: string;
  /** The commit, with `-dirty` behind it when files differ from it; `unknown` outside a checkout. */
  commit: string;
  /** When the build began (RFC 3339, UTC). */
  builtAt: string;
}

/** What git and the clock say about a build that begins now. */
export async function provenance(): Promise<Provenance> {
  const [head, changes, remote] = await Promise.all([
    git('rev-parse', 'HEAD'),
    git('status', '--porcelain', '--untracked-files=no'),
    git('config', '--get', 'remote.origin.url'),
  ]);
  return {
    source: webAddress(remote),
    commit: head === '' ? 'unknown' : `${head}${changes === '' ? '' : '-dirty'}`,
    builtAt: new Date().toISOString(),
  };
}

/** The address that people open for a remote: without credentials, whether it is reached by HTTPS or SSH. */
function webAddress(remote: string): string {
  const url = remote.replace(/^git@([^:/]+):/, 'https://$1/').replace(/^ssh:\/\//, 'https://');
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (parsed?.protocol !== 'https:') return 'unknown';
  return `https://${parsed.hostname}${parsed.pathname.replace(/\.git$/, '')}`;
}

async function git(...args: string[]): Promise<string> {
  const run = promisify(execFile)('git', args, { cwd: repository, timeout: 10_000 });
  return run.then(
    ({ stdout }) => stdout.trim(),
    () => '',
  );
}
