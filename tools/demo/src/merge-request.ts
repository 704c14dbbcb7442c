import type { ForgeRepository } from './gitea.ts';
import { until } from './until.ts';

/** Merges the request that brings a version of a service to prod, as soon as the forge lets it be merged. */
export async function mergeRequest(
  repository: ForgeRepository,
  service: string,
  version: string,
): Promise<void> {
  await until(
    async () => {
      const all = await repository.requests();
      const request = all.find(({ title }) => title.endsWith(` ${service} ${version}`));
      return request?.mergeable === true && (await repository.merge(request.number));
    },
    { otherwise: `there is no request to merge for ${service} ${version}`, seconds: 120 },
  );
}
