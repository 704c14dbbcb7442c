import type { ImageSource } from '@foldline/images/services';
import type { Platform } from './platform/platform.ts';

/** The environments that the tour tells of, as a policy has them; a repository may have others. */
export const environments = [
  { name: 'dev', gate: 'none' },
  { name: 'preprod', gate: 'automatic' },
  { name: 'prod', gate: 'pull-request', soak: '5s' },
] as const;
export const environmentNames = environments.map(({ name }) => name);
export type Environment = (typeof environments)[number]['name'];

export interface Setting {
  /** What the demo is called. */
  name: string;
  /** The databases' image; `undefined` for the operator's own. */
  postgresql: string | undefined;
  platform: Pick<Platform, 'hasGateway' | 'hostName'>;
}

/** What all services of an environment have in common: one pod each, and little of everything. */
export function environmentValues(environment: Environment): object {
  return {
    environment,
    replicas: 1,
    disruptionBudget: { enabled: false },
    resources: { requests: { cpu: '10m', memory: '64Mi' }, limits: { memory: '256Mi' } },
  };
}

/** What one service has in an environment, where a laptop has to have room for all. */
export function serviceValues(
  service: Pick<ImageSource, 'name' | 'database'>,
  environment: Environment,
  setting: Setting,
): object {
  const { name } = service;
  return {
    // The tour kills a pod of these: the other one goes on.
    ...(environment === 'prod' && ['catalog', 'frontend'].includes(name) && { replicas: 2 }),
    ...(service.database && { database: database(setting) }),
    ...(name === 'frontend' && frontend(environment, setting)),
  };
}

function database({ postgresql }: Setting): object {
  const image = postgresql === undefined ? {} : { image: postgresql };
  return {
    cluster: { enabled: true, instances: 1, durability: 'preferred', storage: { size: '1Gi' }, ...image },
  };
}

function frontend(environment: Environment, { name, platform }: Setting): object {
  const addresses = environmentNames.map((other) => `${other}=http://frontend.${name}-${other}:8080`);
  const fromGateway = { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'gateways' } } };
  const toFrontends = {
    namespaceSelector: { matchLabels: { 'app.kubernetes.io/part-of': name } },
    podSelector: { matchLabels: { 'app.kubernetes.io/name': 'frontend' } },
  };
  return {
    secrets: { COOKIE_SECRETS: { name: 'frontend-cookies' } },
    // The board of all three environments on the status page.
    config: { ENVIRONMENTS: addresses.join(','), ...(platform.hasGateway && { TRUSTED_PROXIES: 1 }) },
    networkPolicy: {
      from: [...(platform.hasGateway ? [fromGateway] : []), toFrontends],
      egress: [{ to: [toFrontends], ports: [{ port: 8080 }] }],
    },
    ...(platform.hasGateway && {
      httpRoute: {
        enabled: true,
        parentRefs: [{ name: 'public', namespace: 'gateways' }],
        hostnames: [platform.hostName(environment)],
      },
    }),
  };
}
