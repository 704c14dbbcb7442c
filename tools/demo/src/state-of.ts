import { randomBytes } from 'node:crypto';
import { hashSync } from 'bcryptjs';
import { PlainError } from '@foldline/delivery/plain-error';
import { isOtherForge, withoutSlash } from './state.ts';
import type { InstalledState, KindState, State } from './state.ts';

/** The options of `up`, as commander hands them over. */
export interface UpOptions {
  name?: string;
  port?: number;
  build: boolean;
  context?: string;
  ctr?: string;
  postgresql?: string;
}

const cost = 10;

/**
 * What the options ask for, on top of what is there.
 *
 * @throws PlainError when another demo is up, or the options do not say enough
 */
export function stateOf(options: UpOptions, known: State | undefined, env: NodeJS.ProcessEnv): State {
  if (known) {
    refuseOther(options, known, env);
    return known.platform === 'installed' ? { ...known, ctr: options.ctr ?? known.ctr } : known;
  }
  return options.context === undefined ? newKind(options) : given(options, options.context, env);
}

function refuseOther(
  { name, port, context, postgresql, ctr }: UpOptions,
  known: State,
  env: NodeJS.ProcessEnv,
): void {
  const isOther =
    (name !== undefined && name !== known.name) ||
    (postgresql !== undefined && postgresql !== known.postgresql) ||
    (known.platform === 'installed' ? port !== undefined || isOtherForge(known, env) : ctr !== undefined) ||
    (port !== undefined && known.platform === 'kind' && port !== known.port) ||
    (context !== undefined && (known.platform === 'kind' || context !== known.context));
  if (!isOther) return;
  const where = known.platform === 'kind' ? `kind, on port ${known.port}` : known.context;
  throw new PlainError(
    `A demo is up already, or was begun: ${known.name} in ${where}. Go on with it, with no option and no FORGE_ variable: npm run demo -- up. Or take it away first: npm run demo -- down`,
    'usage',
  );
}

function newKind({ name = 'foldline', port = 8080, postgresql, ctr }: UpOptions): KindState {
  if (ctr !== undefined) throw new PlainError('--ctr goes with --context: kind needs none.', 'usage');
  const password = randomBytes(9).toString('base64url');
  return { platform: 'kind', name, port, postgresql, password, passwordHash: hashSync(password, cost) };
}

function given(
  { name = 'foldline', postgresql, ctr, port }: UpOptions,
  context: string,
  env: NodeJS.ProcessEnv,
): InstalledState {
  const { FORGE_URL: url, FORGE_USER: user, FORGE_TOKEN: token } = env;
  if (port !== undefined) throw new PlainError('--port goes without --context.', 'usage');
  if (ctr === undefined) {
    throw new PlainError(
      "--context needs --ctr: what runs containerd's ctr on the cluster's node, such as 'minikube ssh -- sudo ctr --namespace k8s.io'.",
      'usage',
    );
  }
  if (!url || !user || !token) {
    throw new PlainError(
      '--context needs FORGE_URL, FORGE_USER and FORGE_TOKEN: a Gitea that this machine and the cluster reach by the same address.',
      'usage',
    );
  }
  if (!URL.canParse(url) || !/^https?:/.test(url))
    throw new PlainError('FORGE_URL must be an http or https address.', 'usage');
  return {
    ...{ platform: 'installed', name, context, ctr, postgresql },
    forge: { url: withoutSlash(url), user, token },
  };
}
