import { compare } from 'semver';
import { untilPushed } from '../git/push.ts';
import { PlainError } from '../plain-error.ts';
import type { Image, Released } from '../source/released.ts';
import { releasePath, type EnvRepo } from './env-repo.ts';
import { checkService, firstEnvironment } from './policy.ts';
import { publish } from './publish.ts';
import { makesRoom, refuseRolledBack } from './rolled-back.ts';
import { readReleaseFile, writeRelease } from './release-file.ts';
import type { Release } from './release-schema.ts';

/** What has become of a deployment. */
export interface DeployResult {
  /** `deployed` by us; `already` there; `superseded` by a newer version that is there. */
  outcome: 'deployed' | 'already' | 'superseded';
  service: string;
  version: string;
  environment: string;
  /** The version that was there before; for `superseded` the one that is there. */
  previous: string | null;
}

export interface DeployOptions {
  service: string;
  version: string;
  /** What the version's tag tells. */
  released: Released;
  image: Image;
  allowDowngrade: boolean;
  run: string;
  actor: string | undefined;
}

/**
 * Writes a release into the first environment. Whichever order runs end in, the newest version is there in the end, but
 * for a hotfix: a patch of an older line that was released after what is there takes its place, once.
 *
 * @throws PlainError when the version is there with another image, what is there cannot be read, or it was rolled back
 */
export function deploy(look: () => Promise<EnvRepo>, options: DeployOptions): Promise<DeployResult> {
  const { service, version, released, image, allowDowngrade, run, actor } = options;
  const content = writeRelease(version, released, image);
  return untilPushed(async () => {
    const repo = await look();
    checkService(repo.policy, service);
    const environment = firstEnvironment(repo.policy).name;
    const file = releasePath(environment, service);
    const release = readReleaseFile(content, service, repo.path(file));
    const there = await repo.read(file);
    const current = there && !allowDowngrade ? readReleaseFile(there, service, repo.path(file)) : undefined;
    const result = { service, version, environment, previous: current?.version ?? null };
    if (there?.equals(content) === true) return { ...result, previous: version, outcome: 'already' };
    if (current !== undefined && compare(current.version, version) > 0) {
      const isLent = await makesRoom(repo, environment, service, release, current);
      if (!isLent) return { ...result, outcome: 'superseded' };
    }
    if (current?.version === version) refuseOtherImage(current, image, environment);
    if (current) await refuseRolledBack(repo, environment, service, version, current);
    const change = {
      environment,
      service,
      content,
      release,
      title: `deploy ${service} ${version}`,
      run,
      actor,
    };
    return (await publish(repo, change)) === 'moved' ? 'moved' : { ...result, outcome: 'deployed' };
  });
}

function refuseOtherImage({ version, image }: Release, { digest }: Image, environment: string): void {
  if (image.digest === digest) return;
  throw new PlainError(
    `${version} is in ${environment} with ${image.digest}. A version is one image: deploy that one, which \`delivery release\` answers, or release a new version.`,
    'refused',
  );
}
