import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PlainError } from '@foldline/delivery/plain-error';
import { parseAllDocuments } from 'yaml';
import { GiteaApi } from '../gitea-api.ts';
import type { Kubectl } from '../kubectl.ts';
import { until } from '../until.ts';
import { settings } from './charts.ts';

/** The forge's account. Gitea keeps the name `admin` for itself. */
export const giteaUser = 'presenter';

interface Account {
  url: string;
  user: string;
  password: string;
}

/** Brings `platform/gitea.yaml` into the cluster, and makes its account. */
export async function installGitea(
  kubectl: Kubectl,
  { url, password }: { url: string; password: string },
): Promise<void> {
  const text = await readFile(join(settings, 'gitea.yaml'), 'utf8');
  const objects = parseAllDocuments(text).map((document) => document.toJS() as object);
  await kubectl.apply(...withRootUrl(objects, `${url}/`));
  const deployment = ['rollout', 'status', 'deployment/gitea', '--namespace', 'gitea', '--timeout', '5m'];
  await kubectl.run(deployment, { timeout: 310_000 });
  await createAdmin(kubectl, password);
}

/** The links that it writes lead to where a browser of this machine finds it. */
function withRootUrl(objects: object[], address: string): object[] {
  const text = JSON.stringify(objects);
  const empty = '{"name":"GITEA__server__ROOT_URL","value":""}';
  if (!text.includes(empty)) throw new Error('platform/gitea.yaml has no place for its own address.');
  return JSON.parse(
    text.replace(empty, JSON.stringify({ name: 'GITEA__server__ROOT_URL', value: address })),
  ) as object[];
}

async function createAdmin(kubectl: Kubectl, password: string): Promise<void> {
  const inPod = [
    'exec',
    'deployment/gitea',
    '--namespace',
    'gitea',
    '--',
    'gitea',
    'admin',
    'user',
    'create',
  ];
  const account = ['--admin', '--username', giteaUser, '--email', 'presenter@foldline.invalid'];
  const secret = ['--password', password, '--must-change-password=false'];
  await kubectl.run([...inPod, ...account, ...secret]).catch((error: unknown) => {
    // A second run finds the account of the first.
    if (!String(error).includes('already exists')) throw error;
  });
}

/**
 * A token of an account that may do all that the account may.
 *
 * @param known one that was made before, which is taken when the forge still knows it
 */
export async function forgeToken(account: Account, known: string | undefined): Promise<string> {
  if (known !== undefined && (await isKnown(account.url, known))) return known;
  const { url, user, password } = account;
  const api = new GiteaApi(url, { user, password });
  const body = { name: `demo-${randomBytes(4).toString('hex')}`, scopes: ['all'] };
  const { status, text } = await until(() => api.ask('POST', `/users/${user}/tokens`, body), {
    otherwise: `the forge does not answer at ${url}`,
    seconds: 60,
  });
  if (status !== 201) throw new PlainError(`The forge gives no token: ${text}`);
  return (JSON.parse(text) as { sha1: string }).sha1;
}

async function isKnown(url: string, token: string): Promise<boolean> {
  return (await new GiteaApi(url, { token }).ask('GET', '/user')).status === 200;
}
