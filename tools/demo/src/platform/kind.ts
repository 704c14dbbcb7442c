import { PlainError } from '@foldline/delivery/plain-error';
import { requireEngine } from '@foldline/images/engine';
import { stringify } from 'yaml';
import { environmentNames } from '../environments.ts';
import { Kubectl } from '../kubectl.ts';
import { program } from '../program.ts';
import type { Progress } from '../progress.ts';
import { writeState, type KindState } from '../state.ts';
import type { Terminal } from '../terminal.ts';
import { firstParts, gatewayKinds, installPart, kargo, valuesOf } from './charts.ts';
import { forgeToken, giteaUser, installGitea } from './gitea.ts';
import type { Platform } from './platform.ts';

/** What is offered on the ports of this machine, in the order of `platform/kind.yaml`. */
export const offered = ['shop', 'argo-cd', 'kargo', 'forge'] as const;

/** A cluster of kind, with everything in it. */
export function kindPlatform(state: KindState, terminal: Terminal): Platform {
  const { name, port, password } = state;
  const { env } = terminal;
  const kubectl = new Kubectl(`kind-${name}`, env);
  const url = (place: (typeof offered)[number]): string =>
    `http://localhost:${port + offered.indexOf(place)}`;
  const kind = async (args: readonly string[], timeout = 60_000, input?: string): Promise<string> =>
    program('kind', args, {
      env: await kindEnvironment(env),
      timeout,
      ...(input !== undefined && { input }),
    });
  const hostName = (environment: string): string => `${environment}.localhost`;
  const exists = (): Promise<boolean> => hasCluster(name, env);

  async function createCluster(): Promise<void> {
    if (await exists()) {
      await kubectl.run(['get', '--raw', '/readyz']).catch((error: unknown) => {
        const why = `The cluster ${kubectl.context} is there, but does not answer.`;
        const what = `Start its container (docker start ${name}-control-plane), or take it away: npm run demo -- down`;
        throw new PlainError(`${why} ${what}`, 'failed', { cause: error });
      });
      return;
    }
    const input = stringify(await clusterConfig(port));
    await kind(['create', 'cluster', '--name', name, '--config', '-', '--wait', '5m'], 600_000, input);
  }

  async function installParts(progress: Progress): Promise<void> {
    const context = kubectl.context;
    const bcrypt = state.passwordHash;
    const own: Record<string, object> = {
      'argo-cd': { configs: { secret: { argocdServerAdminPassword: bcrypt } } },
      kargo: {
        api: {
          host: `localhost:${port + offered.indexOf('kargo')}`,
          adminAccount: { passwordHash: bcrypt, tokenSigningKey: bcrypt },
        },
      },
    };
    await kubectl.run(['apply', '--server-side', '--filename', gatewayKinds], { timeout: 120_000 });
    await Promise.all([
      ...firstParts.map((part) =>
        progress.step(`${part.name} ${part.version}`, () =>
          installPart(part, { context, env, own: own[part.name] ?? {} }),
        ),
      ),
      progress.step('Gitea', () => installGitea(kubectl, { url: url('forge'), password })),
    ]);
    await progress.step(`kargo ${kargo.version}`, () =>
      installPart(kargo, { context, env, own: own['kargo'] ?? {} }),
    );
  }

  return {
    kubectl,
    isOurs: true,
    hasGateway: true,
    hostName,
    async install(progress) {
      await progress.step(`The cluster ${kubectl.context}`, createCluster);
      await installParts(progress);
    },
    async remove(progress) {
      if (!(await exists())) return;
      await progress.step(`The cluster ${kubectl.context} goes`, () =>
        kind(['delete', 'cluster', '--name', name], 180_000),
      );
    },
    async forge() {
      const forge = { url: url('forge'), user: giteaUser, password };
      const token = await forgeToken(forge, state.forgeToken);
      if (token !== state.forgeToken) {
        state.forgeToken = token;
        await writeState(terminal, state);
      }
      return {
        url: forge.url,
        clusterUrl: 'http://gitea.gitea.svc.cluster.local:3000',
        otherClusterUrl: 'http://gitea.gitea.svc:3000',
        user: forge.user,
        token,
      };
    },
    images: {
      async load(archive) {
        await kind(['load', 'image-archive', archive, '--name', name], 300_000);
      },
      async ctr(args) {
        const [engine = '', ...first] = (await requireEngine(env)).command;
        const node = ['exec', `${name}-control-plane`, 'ctr', '--namespace', 'k8s.io', ...args];
        return program(engine, [...first, ...node], { env });
      },
    },
    shop: (_, environment) =>
      Promise.resolve({
        url: `http://127.0.0.1:${port}`,
        host: `${hostName(environment)}:${port}`,
        close: () => undefined,
      }),
    addresses() {
      const login = `admin, password ${password}`;
      return Promise.resolve([
        ...environmentNames.map((environment) => ({
          place: environment === 'prod' ? 'shop' : environment,
          url: `http://${hostName(environment)}:${port}`,
        })),
        { place: 'argo-cd', url: url('argo-cd'), login },
        { place: 'kargo', url: url('kargo'), login },
        {
          place: 'forge',
          url: `${url('forge')}/${giteaUser}/${name}`,
          login: `${giteaUser}, password ${password}`,
        },
      ]);
    },
  };
}

/** Whether kind has a cluster of a name. */
export async function hasCluster(name: string, env: NodeJS.ProcessEnv): Promise<boolean> {
  const clusters = await program('kind', ['get', 'clusters'], { env: await kindEnvironment(env) });
  return clusters.split(/\s+/).includes(name);
}

/** `platform/kind.yaml` with its ports where this machine has room for them. */
async function clusterConfig(port: number): Promise<object> {
  const config = (await valuesOf('kind')) as { nodes: [{ extraPortMappings: { hostPort: number }[] }] };
  for (const [index, mapping] of config.nodes[0].extraPortMappings.entries()) mapping.hostPort = port + index;
  return config;
}

/** kind takes Docker, unless it is told of another engine. */
async function kindEnvironment(env: NodeJS.ProcessEnv): Promise<NodeJS.ProcessEnv> {
  const { command } = await requireEngine(env);
  const isPodman = command.some((word) => /(^|[\\/])podman(\.exe)?$/.test(word));
  return isPodman ? { ...env, KIND_EXPERIMENTAL_PROVIDER: 'podman' } : env;
}
