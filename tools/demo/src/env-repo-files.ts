import { join } from 'node:path';
import type { ImageSource } from '@foldline/images/services';
import { parseDocument, stringify } from 'yaml';
import { environments, environmentValues, serviceValues, type Setting } from './environments.ts';
import type { ForgeRepository } from './gitea.ts';
import { registry } from './images.ts';

/** The values of the demo's environments, for `env-repo/envs`: path in it to content. */
export function valuesFiles(services: readonly ImageSource[], setting: Setting): Record<string, string> {
  return Object.fromEntries(
    environments.flatMap(({ name: environment }) => [
      [join(environment, 'values.yaml'), stringify(environmentValues(environment))],
      ...services.map((service) => [
        join(environment, service.name, 'values.yaml'),
        stringify(serviceValues(service, environment, setting)),
      ]),
    ]),
  ) as Record<string, string>;
}

/** A policy as the demo begins with it: its own environments, and people who promote until Kargo takes over. */
export function demoPolicy(text: string): string {
  const document = parseDocument(text);
  document.set('promoter', 'workflows');
  document.set('environments', document.createNode(environments));
  return String(document);
}

export interface BootstrapFit {
  repository: Pick<ForgeRepository, 'clusterUrl' | 'otherClusterUrl'>;
  /** What the shop is called in the cluster. */
  name: string;
  /** Seconds that a release has to become what it should be. */
  verificationSeconds: number;
}

/** bootstrap.yaml with a repository's addresses, a shop's name, and what its forge and its patience need. */
export function bootstrapFor(text: string, { repository, name, verificationSeconds }: BootstrapFit): string {
  const parameters = { forge: 'gitea', pollSeconds: 5, 'verification.timeoutSeconds': verificationSeconds };
  const added = Object.entries(parameters).map(
    ([key, value]) => `        - { name: ${key}, value: '${value}' }\n`,
  );
  return text
    .replaceAll('https://github.com/foldline/foldline.git', repository.clusterUrl)
    .replaceAll('https://github.com:443/foldline/foldline.git', repository.otherClusterUrl)
    .replaceAll('ghcr.io/foldline/foldline', registry)
    .replaceAll(/(?<!\/)\bfoldline\b/g, name)
    .replace(/( {8}- \{ name: verification\.registry.*\n)/, `$1${added.join('')}`);
}
