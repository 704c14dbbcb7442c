import type { Git } from '../git/git.ts';
import { releasePath, type EnvRepo } from './env-repo.ts';
import type { Chart, Render, Rendition } from './helm.ts';
import type { Problem } from './problem.ts';
import { readReleaseFile } from './release-file.ts';

/** What rendering the charts has found. */
export interface Rendering {
  problems: Problem[];
  /** How many services in environments were rendered. */
  rendered: number;
  /** Why the others were not. */
  skipped: string[];
}

/** Where the charts of the services are. */
export interface Charts {
  git: Git;
  /** The hash of the commit whose chart stands for a service that has no release yet. */
  fallback: string;
}

/**
 * Renders every service in every environment with the chart that it runs with: that of its release, and before there is
 * one, that of the fallback. The charts' own schemas reject what they do not know.
 */
export async function renderAll(repo: EnvRepo, render: Render, charts: Charts): Promise<Rendering> {
  const result: Rendering = { problems: [], rendered: 0, skipped: [] };
  for (const { name: environment } of repo.policy.environments) {
    for (const service of repo.policy.services) {
      const release = await repo.read(releasePath(environment, service));
      const rendition = await readRendition(repo, environment, service, release, charts);
      // That the release is not valid has been said.
      if (rendition === undefined) continue;
      const answer = await render(rendition);
      if (answer.outcome === 'noChart') {
        result.skipped.push(
          `${service} in ${environment}: ${rendition.chart.revision} has no charts/${service}`,
        );
        continue;
      }
      result.rendered++;
      if (answer.outcome === 'failed') {
        const file = repo.path(`envs/${environment}/${service}/values.yaml`);
        result.problems.push({ file, problem: `does not render with its chart: ${answer.message}` });
      }
    }
  }
  return result;
}

/**
 * A service as it runs in an environment with a release.
 *
 * @param content of its `release.yaml`; without one the chart is that of the fallback
 * @returns `undefined` when the content is not valid
 */
export async function readRendition(
  repo: EnvRepo,
  environment: string,
  service: string,
  content: Buffer | undefined,
  { git, fallback }: Charts,
): Promise<Rendition | undefined> {
  let revision = fallback;
  try {
    const file = repo.path(releasePath(environment, service));
    if (content !== undefined) revision = `refs/tags/${readReleaseFile(content, service, file).chart}`;
  } catch {
    return undefined;
  }
  const common = await repo.read(`envs/${environment}/values.yaml`);
  const own = await repo.read(`envs/${environment}/${service}/values.yaml`);
  const values = [common, own, content].filter((file) => file !== undefined);
  const chart: Chart = { git, revision, folders: [`charts/${service}`, 'charts/service'] };
  return { chart, release: service, namespace: environment, values };
}
