import type { Image } from '../source/released.ts';
import { releasePath, type EnvRepo } from './env-repo.ts';
import { readReleaseFile } from './release-file.ts';

/** A release that is in at least one environment. */
export interface Running {
  service: string;
  version: string;
  environments: string[];
  image: Image;
  /** The hash of the commit that it was built from. */
  commit: string;
}

/**
 * Each release that is in an environment, once.
 *
 * @throws PlainError for a `release.yaml` that is not valid: what runs there is not known
 */
export async function readRunning(repo: EnvRepo): Promise<Running[]> {
  const found = new Map<string, Running>();
  for (const service of repo.policy.services) {
    for (const { name: environment } of repo.policy.environments) {
      const file = releasePath(environment, service);
      const content = await repo.read(file);
      if (content === undefined) continue;
      const { version, image, commit } = readReleaseFile(content, service, repo.path(file));
      const { repository, digest } = image;
      const key = `${service} ${repository}@${digest}`;
      const running = found.get(key) ?? {
        service,
        version,
        environments: [],
        image: { repository, digest },
        commit,
      };
      running.environments.push(environment);
      found.set(key, running);
    }
  }
  return [...found.values()];
}
