import { isDeepStrictEqual } from 'node:util';
import { PlainError, unlessPlain } from '../plain-error.ts';
import { releasePath, type EnvRepo } from './env-repo.ts';
import { renderOrThrow, type Render, type Rendition } from './helm.ts';
import { findRelease } from './history.ts';
import { compareManifests, type ObjectChange } from './manifests.ts';
import { environmentBefore, findEnvironment } from './policy.ts';
import { readReleaseFile } from './release-file.ts';
import { readRendition, type Charts } from './render.ts';

/** A service in an environment, with its values there. */
export interface Side {
  repo: EnvRepo;
  environment: string;
  /** Its `release.yaml`; `undefined` where there is none. */
  content: Buffer | undefined;
}

/** What of a service runs differently. */
export interface Comparison {
  service: string;
  /** Environment and version of the two sides: `prod 0.1.0`. */
  before: string;
  after: string;
  objects: ObjectChange[];
}

/** What rendering and comparing needs. */
export interface Comparer {
  render: Render;
  charts: Charts;
}

/**
 * @param name an environment, for what is there, or one with a version, for what would be there: `prod@1.4.2`
 * @throws PlainError when the environment is not known, or the version was never in one
 */
export async function readSide(repo: EnvRepo, service: string, name: string): Promise<Side> {
  const [environment = '', version] = name.split('@');
  findEnvironment(repo.policy, environment);
  if (version === undefined) {
    return { repo, environment, content: await repo.read(releasePath(environment, service)) };
  }
  const names = repo.policy.environments.map((known) => known.name);
  const found = await findRelease(repo, service, version, names);
  if (found !== undefined) return { repo, environment, content: found.content };
  throw new PlainError(
    `${service} ${version} was never in an environment. \`delivery history ${service}\` tells what was.`,
    'usage',
  );
}

/** What would be in an environment after the next promotion to it. @throws PlainError for the first environment */
export async function nextSide(repo: EnvRepo, service: string, environment: string): Promise<Side> {
  const before = environmentBefore(repo.policy, findEnvironment(repo.policy, environment));
  if (before !== undefined) {
    return { repo, environment, content: await repo.read(releasePath(before.name, service)) };
  }
  throw new PlainError(
    `${environment} is the first environment, so nothing is promoted to it. Name what to compare it with, such as ${environment}@1.4.2.`,
    'usage',
  );
}

/**
 * Renders both sides, and compares them object by object. Where there is no release on one side, nothing runs there;
 * where there is none on either, the chart of the fallback shows what values change. A first side that does not render is
 * shown as that, so that what repairs it can be seen.
 *
 * @throws PlainError when the second side does not render
 */
export async function compareSides(
  comparer: Comparer,
  service: string,
  before: Side,
  after: Side,
): Promise<Comparison> {
  const isThere = before.content !== undefined || after.content !== undefined;
  const sides = await Promise.all(
    [before, after].map(async (side) =>
      side.content === undefined && (isThere || !isPlanned(service, side))
        ? undefined
        : readWhole(comparer, service, side),
    ),
  );
  const [one, other] = sides;
  const isSame = one && other && isDeepStrictEqual(one, other);
  const renderSide = async (side: Rendition | undefined): Promise<string> =>
    side === undefined ? '' : renderOrThrow(comparer.render, side);
  const [manifestsBefore, manifestsAfter] = isSame
    ? ['', '']
    : [await unlessPlain(renderSide(one)), await renderSide(other)];
  const name = nameOf(service, before);
  return {
    service,
    before: manifestsBefore === undefined ? `${name}, which does not render` : name,
    after: nameOf(service, after),
    objects: await compareManifests(comparer.charts.git, manifestsBefore ?? '', manifestsAfter),
  };
}

/**
 * What has changed of everything since another commit of the env-repo, without what is as it was. A service or an
 * environment that only one of the two policies names is compared with nothing.
 */
export async function compareCommits(
  comparer: Comparer,
  before: EnvRepo,
  after: EnvRepo,
): Promise<Comparison[]> {
  const comparisons: Comparison[] = [];
  const policies = [after.policy, before.policy];
  const environments = new Set(policies.flatMap((policy) => policy.environments.map(({ name }) => name)));
  for (const service of new Set(policies.flatMap(({ services }) => services))) {
    for (const environment of environments) {
      const sideOf = async (repo: EnvRepo): Promise<Side> => {
        const content = hasEnvironment(repo, environment)
          ? await repo.read(releasePath(environment, service))
          : undefined;
        return { repo, environment, content };
      };
      const comparison = await compareSides(comparer, service, await sideOf(before), await sideOf(after));
      if (comparison.objects.length > 0) comparisons.push(comparison);
    }
  }
  return comparisons;
}

/** Whether the policy wants it to run, with the first release that comes. */
function isPlanned(service: string, { repo, environment }: Side): boolean {
  return repo.policy.services.includes(service) && hasEnvironment(repo, environment);
}

function hasEnvironment({ policy }: EnvRepo, environment: string): boolean {
  return policy.environments.some(({ name }) => name === environment);
}

async function readWhole(
  { charts }: Comparer,
  service: string,
  { repo, environment, content }: Side,
): Promise<Rendition> {
  const rendition = await readRendition(repo, environment, service, content, charts);
  if (rendition !== undefined) return rendition;
  const file = repo.path(releasePath(environment, service));
  throw new PlainError(`${file} is not valid. \`delivery check\` tells what is wrong with it.`);
}

function nameOf(service: string, side: Side): string {
  const { repo, environment, content } = side;
  if (content === undefined) return isPlanned(service, side) ? `${environment} without a release` : 'nothing';
  return `${environment} ${readReleaseFile(content, service, repo.path(releasePath(environment, service))).version}`;
}
