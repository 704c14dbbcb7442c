import { readFile } from 'node:fs/promises';
import { PlainError } from '@foldline/delivery/plain-error';
import { environmentNames } from '../environments.ts';
import { Kubectl } from '../kubectl.ts';
import { program } from '../program.ts';
import type { InstalledState } from '../state.ts';
import type { Terminal } from '../terminal.ts';
import type { Platform } from './platform.ts';
import { forwardPort } from './port-forward.ts';

/** The kinds that the demo makes objects of, by the part that brings them. */
const kinds = {
  'Argo CD': 'applicationsets.argoproj.io',
  'Argo Rollouts': 'analysistemplates.argoproj.io',
  Kargo: 'stages.kargo.akuity.io',
  CloudNativePG: 'clusters.postgresql.cnpg.io',
};

/** A cluster with the platform in it, which was there before the demo and stays. */
export function installedPlatform(state: InstalledState, { env }: Terminal): Platform {
  const { name, context, forge } = state;
  const kubectl = new Kubectl(context, env);
  const [containerd = '', ...first] = state.ctr.split(/\s+/);
  const forward = (namespace: string): string =>
    `kubectl --context ${context} port-forward --namespace ${namespace} service/frontend 8080`;
  return {
    kubectl,
    isOurs: false,
    hasGateway: false,
    hostName: (environment) => environment,
    install: (progress) =>
      progress.step(`The platform in ${context}`, async () => {
        const missing: string[] = [];
        for (const [part, kind] of Object.entries(kinds)) {
          if (!(await kubectl.has('customresourcedefinition', kind))) missing.push(part);
        }
        if (missing.length === 0) return;
        throw new PlainError(
          `The cluster of ${context} has no ${missing.join(', no ')}. Install it as docs/how-to/install-on-your-cluster.md says, or leave --context out: then the demo makes a cluster of its own.`,
        );
      }),
    // It was there before.
    remove: () => Promise.resolve(),
    forge: () =>
      Promise.resolve({
        ...forge,
        clusterUrl: forge.url,
        otherClusterUrl: anotherName(forge.url),
      }),
    images: {
      async load(archive) {
        const input = await readFile(archive);
        await program(containerd, [...first, 'images', 'import', '-'], { env, input, timeout: 300_000 });
      },
      ctr: (args) => program(containerd, [...first, ...args], { env }),
    },
    shop: (namespace) => forwardPort(kubectl.context, namespace, env),
    addresses: () =>
      Promise.resolve([
        ...environmentNames.map((environment) => ({
          place: environment === 'prod' ? 'shop' : environment,
          url: 'http://localhost:8080',
          through: forward(`${name}-${environment}`),
        })),
        { place: 'forge', url: `${forge.url}/${forge.user}/${name}` },
      ]),
  };
}

/** The same address, written otherwise: with its port, without it, or by the other name of this machine. */
function anotherName(address: string): string {
  const url = new URL(address);
  if (url.hostname === '127.0.0.1') return address.replace('127.0.0.1', 'localhost');
  const usual = url.protocol === 'https:' ? '443' : '80';
  if (url.port === '') return `${url.protocol}//${url.hostname}:${usual}${url.pathname.replace(/\/$/, '')}`;
  return `${url.protocol}//${url.hostname}.:${url.port}${url.pathname.replace(/\/$/, '')}`;
}
