import { PlainError } from '../plain-error.ts';
import type { EnvRepo } from './env-repo.ts';
import type { Problem } from './problem.ts';
import { Values } from './values-schema.ts';
import { readYaml } from './yaml-file.ts';

/**
 * Host names that two environments have, of which one would get what is meant for the other. Values begin as a copy of
 * those of another environment.
 *
 * @param contents the files below `envs/`, by their path in the env-repo
 */
export function sharedHostnames({ path }: EnvRepo, contents: ReadonlyMap<string, Buffer>): Problem[] {
  const owners = new Map<string, { environment: string; file: string }>();
  return [...contents].flatMap(([name, content]) => {
    const environment = /^envs\/([^/]+)\/(?:[^/]+\/)?values\.yaml$/.exec(name)?.[1];
    if (environment === undefined) return [];
    const file = path(name);
    return hostnamesOf(content, file).flatMap((hostname) => {
      const owner = owners.get(hostname) ?? { environment, file };
      owners.set(hostname, owner);
      if (owner.environment === environment) return [];
      return [
        {
          file,
          problem: `has the host name ${hostname}, as ${owner.file} has. Give each environment its own.`,
        },
      ];
    });
  });
}

function hostnamesOf(content: Buffer, file: string): string[] {
  try {
    const { httpRoute, ingress } = readYaml(Values, content, file);
    return [...new Set([...(httpRoute?.hostnames ?? []), ...(ingress?.hostnames ?? [])])];
  } catch (error) {
    // Values that break their schema, or say nothing, are another check's.
    if (error instanceof PlainError) return [];
    throw error;
  }
}
