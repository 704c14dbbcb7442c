import { mkdir, readFile, rename, rm, rmdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PlainError } from '@foldline/delivery/plain-error';
import { repository } from '@foldline/images/services';
import type { Terminal } from './terminal.ts';

interface Common {
  /** What the demo is called. */
  name: string;
  /** The databases' image; `undefined` for the operator's own. */
  postgresql?: string | undefined;
}

/** A cluster that the demo has made. */
export interface KindState extends Common {
  platform: 'kind';
  /** The first of its four ports on this machine. */
  port: number;
  /** Of the one account everywhere, and the same as bcrypt has it. */
  password: string;
  passwordHash: string;
  /** Of the account in the forge, once it is there. */
  forgeToken?: string;
}

/** A cluster that was there before. */
export interface InstalledState extends Common {
  platform: 'installed';
  /** Of the kubeconfig. */
  context: string;
  /** What runs containerd's ctr on its node. */
  ctr: string;
  forge: { url: string; user: string; token: string };
}

/** What the demo remembers from one command to the next: all that cannot be asked of the cluster. */
export type State = KindState | InstalledState;

function folder({ env }: Terminal): string {
  return env['DEMO_DATA'] ?? join(repository, '.data', 'demo');
}

/** @throws PlainError when the file is not ours */
export async function readState(terminal: Terminal): Promise<State | undefined> {
  const file = join(folder(terminal), 'state.json');
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  });
  if (text === undefined) return undefined;
  try {
    return withNewerToken(JSON.parse(text) as State, terminal.env);
  } catch (error) {
    throw new PlainError(
      `${file} cannot be read. Remove it, and what it spoke of: kind delete cluster --name foldline`,
      'failed',
      { cause: error },
    );
  }
}

/** Its account may have made a new token since the demo was begun. No other forge gets it, and no other account's is taken. */
function withNewerToken(state: State, env: NodeJS.ProcessEnv): State {
  const { FORGE_TOKEN: token } = env;
  if (state.platform !== 'installed' || !token || isOtherForge(state, env)) return state;
  return { ...state, forge: { ...state.forge, token } };
}

/** Whether the environment names another forge, or another account there, than the demo was begun with. */
export function isOtherForge({ forge }: InstalledState, env: NodeJS.ProcessEnv): boolean {
  // An empty variable says nothing.
  const url = withoutSlash(env['FORGE_URL'] ?? '');
  const user = env['FORGE_USER'] ?? '';
  return (url !== '' && url !== forge.url) || (user !== '' && user !== forge.user);
}

/** An address without the slashes at its end. */
export function withoutSlash(url: string): string {
  return url.replace(/\/+$/, '');
}

/** @throws PlainError where no demo is up */
export async function requireState(terminal: Terminal): Promise<State> {
  const state = await readState(terminal);
  if (state) return state;
  throw new PlainError('No demo is up. Bring one up first: npm run demo -- up');
}

/** Remembers. There are passwords in it, which are its owner's alone. */
export async function writeState(terminal: Terminal, state: State): Promise<void> {
  await mkdir(folder(terminal), { recursive: true, mode: 0o700 });
  const file = join(folder(terminal), 'state.json');
  await writeFile(`${file}.new`, JSON.stringify(state, null, 2), { mode: 0o600 });
  await rename(`${file}.new`, file);
}

/** Removes what was remembered, and the folder unless other things are in it. */
export async function forgetState(terminal: Terminal): Promise<void> {
  const file = join(folder(terminal), 'state.json');
  await Promise.all([rm(file, { force: true }), rm(`${file}.new`, { force: true })]);
  await rmdir(folder(terminal)).catch(() => undefined);
}
