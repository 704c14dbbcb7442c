import { PlainError } from './plain-error.ts';

/** What a command takes from its environment. */
export interface Config {
  /** Address or path of the env-repo; without one it is the `origin` of the repository that the command runs in. */
  envRepo: string | undefined;
  /** The branch of the env-repo that environments are read from. */
  envRef: string;
  /** The folder of the env-repo in its repository, without a slash at its ends; empty for the whole repository. */
  envPath: string;
  /** Opens `envRepo`, and only that. */
  envToken: string | undefined;
  /** Opens the repositories of `githubServer`, and only those. */
  githubToken: string | undefined;
  githubServer: string;
  forge: 'github' | 'gitea' | undefined;
  /** Address of the forge's API; without one it follows from the repository's address. */
  forgeApi: string | undefined;
  /** The helm that renders charts. */
  helm: string;
  /** Names the run in what it writes: an address in CI. */
  run: string;
  /** Who started the run, where CI knows. */
  actor: string | undefined;
}

/** The variables, and what each is for. */
export const variables = {
  ENV_REPO: 'address or path of the env-repo; default: the origin of this repository',
  ENV_REF: 'its branch; default: main',
  ENV_PATH: 'its folder in its repository; "." for the whole; default: env-repo',
  ENV_TOKEN: 'token that may write to ENV_REPO, and is sent nowhere else',
  GITHUB_TOKEN: 'token for the repositories of GITHUB_SERVER_URL; GitHub and Gitea Actions have one',
  FORGE: 'github or gitea; default: what the address and the CI tell',
  FORGE_API: "address of the forge's API; default: what the forge has at the env-repo's address",
  HELM: 'the helm that charts are rendered with; default: helm',
  DELIVERY_RUN: 'what names this run in tags and commits; default: the address of the CI run, or "local"',
} as const;

/** @throws PlainError that names the variable */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  // An empty variable counts as absent: that is how workflows leave one out.
  const read = (name: string): string | undefined => (env[name] === '' ? undefined : env[name]);
  const githubServer = httpUrl('GITHUB_SERVER_URL', read('GITHUB_SERVER_URL') ?? 'https://github.com');
  const forgeApi = read('FORGE_API');
  return {
    envRepo: read('ENV_REPO'),
    envRef: branch(read('ENV_REF') ?? 'main'),
    envPath: folder(read('ENV_PATH') ?? 'env-repo'),
    envToken: secret('ENV_TOKEN', read('ENV_TOKEN')),
    githubToken: secret('GITHUB_TOKEN', read('GITHUB_TOKEN')),
    githubServer,
    forge: forge(read('FORGE') ?? (read('GITEA_ACTIONS') === 'true' ? 'gitea' : undefined)),
    forgeApi: forgeApi === undefined ? undefined : httpUrl('FORGE_API', forgeApi),
    helm: read('HELM') ?? 'helm',
    run: oneLine('DELIVERY_RUN', read('DELIVERY_RUN') ?? ciRun(read, githubServer) ?? 'local'),
    actor: read('GITHUB_ACTOR'),
  };
}

function ciRun(read: (name: string) => string | undefined, server: string): string | undefined {
  const repository = read('GITHUB_REPOSITORY');
  const id = read('GITHUB_RUN_ID');
  if (repository === undefined || id === undefined) return undefined;
  return `${server}/${repository}/actions/runs/${id}/attempts/${read('GITHUB_RUN_ATTEMPT') ?? '1'}`;
}

function branch(value: string): string {
  if (value === 'HEAD' || (/^[\w][\w./-]*$/.test(value) && !/\.\.|\/\/|[./]$|\.lock$/.test(value)))
    return value;
  throw new PlainError(`ENV_REF must be the name of a branch, such as main, but is "${value}".`, 'usage');
}

function folder(value: string): string {
  const parts = value.split('/').filter((part) => part !== '' && part !== '.');
  if (!value.startsWith('/') && parts.every((part) => /^[\w][\w.-]*$/.test(part))) return parts.join('/');
  throw new PlainError(
    `ENV_PATH must be a folder in the repository, such as env-repo, or "." for all of it, but is "${value}".`,
    'usage',
  );
}

function forge(value: string | undefined): Config['forge'] {
  if (value === undefined || value === 'github' || value === 'gitea') return value;
  throw new PlainError(`FORGE must be github or gitea, but is "${value}".`, 'usage');
}

function httpUrl(name: string, value: string): string {
  const url = URL.canParse(value) ? new URL(value) : undefined;
  if (
    url &&
    /^https?:$/.test(url.protocol) &&
    url.username === '' &&
    url.password === '' &&
    url.search === ''
  ) {
    return value.replace(/\/+$/, '');
  }
  throw new PlainError(`${name} must be an http or https address without credentials.`, 'usage');
}

/** Its value is never shown. A newline in a header would be a second header. */
function secret(name: string, value: string | undefined): string | undefined {
  if (value === undefined || /^[!-~]+$/.test(value)) return value;
  throw new PlainError(`${name} must be one line without spaces. Copy the token again.`, 'usage');
}

function oneLine(name: string, value: string): string {
  if (/^[ -~]{1,300}$/.test(value)) return value;
  throw new PlainError(`${name} must be one line of at most 300 ASCII characters.`, 'usage');
}
