import { compare } from 'semver';
import type { Forge } from '../forge/forge.ts';
import { untilPushed } from '../git/push.ts';
import { PlainError } from '../plain-error.ts';
import { releasePath, type EnvRepo } from './env-repo.ts';
import { readHistory } from './history.ts';
import { checkService, environmentBefore, findEnvironment, soakTime } from './policy.ts';
import type { Environment, Policy } from './policy-schema.ts';
import { propose, publish } from './publish.ts';
import { makesRoom, refuseRolledBack } from './rolled-back.ts';
import { readReleaseFile } from './release-file.ts';
import type { Release } from './release-schema.ts';

/** What has become of a promotion or a rollback. */
export interface MoveResult {
  /** `promoted` or `rolled-back`: it is there. `requested`: a person has to merge it. `already`: it was there. */
  outcome: 'promoted' | 'rolled-back' | 'requested' | 'already';
  service: string;
  version: string;
  environment: string;
  /** The version that is or was there before. */
  previous: string | null;
  /** The branch to merge, for `requested`. */
  branch: string | null;
  /** Address of the request to merge it; `null` where the env-repo is on no forge. */
  request: string | null;
}

export interface MoveOptions {
  service: string;
  environment: string;
  run: string;
  actor: string | undefined;
  /** Finds the forge when it is needed. */
  forge: (repo: EnvRepo) => Forge | undefined;
  /** Describes the change for who reviews it, in Markdown. */
  describe: (repo: EnvRepo, to: Move) => Promise<string>;
}

export interface PromoteOptions extends MoveOptions {
  /** The environment that it has to come from, as a check. */
  from: string | undefined;
  /** Ask a person although the policy does not. */
  pullRequest: boolean;
  skipSoak: boolean;
  duringFreeze: boolean;
}

/**
 * Copies what runs in the environment before, byte for byte: what was tested is what comes. That is never older than what
 * is there, but a hotfix may be lower as a version.
 *
 * @throws PlainError when it is forbidden: around an environment, backwards, too early, in a freeze, or what was
 *   rolled back
 */
export function promote(look: () => Promise<EnvRepo>, options: PromoteOptions): Promise<MoveResult> {
  const { service, from, pullRequest, skipSoak, duringFreeze } = options;
  return untilPushed(async () => {
    const repo = await look();
    checkService(repo.policy, service);
    const target = findEnvironment(repo.policy, options.environment);
    const before = sourceOf(repo.policy, target, from);
    const content = await repo.read(releasePath(before.name, service));
    if (content === undefined) {
      throw new PlainError(`There is no release of ${service} in ${before.name} yet. Bring one there first.`);
    }
    const release = readReleaseFile(content, service, repo.path(releasePath(before.name, service)));
    const current = await currentRelease(repo, target.name, service);
    const result = unmoved(options, release, current?.release);
    if (current?.content.equals(content) === true) return result;
    const isLower = current !== undefined && compare(current.release.version, release.version) > 0;
    if (isLower && !(await makesRoom(repo, target.name, service, release, current.release))) {
      throw new PlainError(
        `${target.name} has ${service} ${current.release.version}, which is newer than ${release.version} in ${before.name}. To go back, use \`delivery rollback\`.`,
        'refused',
      );
    }
    if (current) await refuseRolledBack(repo, target.name, service, release.version, current.release);
    if (!duringFreeze) refuseFrozen(target);
    if (!skipSoak) await refuseEarly(repo, before, target, service);
    const isGated = pullRequest || target.gate === 'pull-request';
    return move(repo, options, { content, release, current: current?.release, isGated, verb: 'promote' });
  });
}

/** What is to come to an environment, and what is there. */
export interface Move {
  content: Buffer;
  release: Release;
  current: Release | undefined;
  isGated: boolean;
  verb: 'promote' | 'roll back to';
}

/** Publishes a move, or asks for it where a person has to let it in. */
export async function move(repo: EnvRepo, options: MoveOptions, to: Move): Promise<MoveResult | 'moved'> {
  const { service, environment, run, actor, forge, describe } = options;
  const { content, release, current, isGated, verb } = to;
  const title =
    verb === 'promote'
      ? `promote ${service} ${release.version}`
      : `roll ${service} back to ${release.version}`;
  const change = { environment, service, content, release, title, run, actor };
  const result = unmoved(options, release, current);
  if (!isGated) {
    if ((await publish(repo, change)) === 'moved') return 'moved';
    return { ...result, outcome: verb === 'promote' ? 'promoted' : 'rolled-back' };
  }
  const proposal = await propose(repo, forge(repo), change, await describe(repo, to));
  if (proposal === 'moved') return 'moved';
  return { ...result, outcome: 'requested', branch: proposal.head, request: proposal.request?.url ?? null };
}

/** The result when nothing had to be done. */
export function unmoved(
  { service, environment }: MoveOptions,
  release: Release,
  current: Release | undefined,
): MoveResult {
  const { version } = release;
  return {
    outcome: 'already',
    service,
    version,
    environment,
    previous: current?.version ?? null,
    branch: null,
    request: null,
  };
}

/** @throws PlainError when what is there is not valid */
export async function currentRelease(
  repo: EnvRepo,
  environment: string,
  service: string,
): Promise<{ content: Buffer; release: Release } | undefined> {
  const file = releasePath(environment, service);
  const content = await repo.read(file);
  return content && { content, release: readReleaseFile(content, service, repo.path(file)) };
}

function sourceOf(policy: Policy, target: Environment, from: string | undefined): Environment {
  const before = environmentBefore(policy, target);
  if (before === undefined) {
    throw new PlainError(
      `${target.name} is the first environment. Releases get there by \`delivery deploy\`.`,
      'refused',
    );
  }
  if (from !== undefined && findEnvironment(policy, from).name !== before.name) {
    throw new PlainError(
      `A release comes to ${target.name} from ${before.name}, not from ${from}.`,
      'refused',
    );
  }
  return before;
}

function refuseFrozen({ name, freezes = [] }: Environment): void {
  const now = Date.now();
  const freeze = freezes.find(({ from, to }) => Date.parse(from) <= now && now < Date.parse(to));
  if (freeze === undefined) return;
  throw new PlainError(
    `${name} is frozen until ${freeze.to}: ${freeze.reason}. In an emergency, --during-freeze.`,
    'refused',
  );
}

async function refuseEarly(
  repo: EnvRepo,
  before: Environment,
  target: Environment,
  service: string,
): Promise<void> {
  const soak = soakTime(target);
  if (soak === 0) return;
  const [arrival] = await readHistory(repo, before.name, service);
  if (arrival === undefined) return;
  const ready = new Date(Date.parse(arrival.at) + soak);
  if (ready.getTime() <= Date.now()) return;
  throw new PlainError(
    `A release has to be in ${before.name} for ${target.soak ?? ''} before it comes to ${target.name}. This one may at ${ready.toISOString()}. In an emergency, --skip-soak.`,
    'refused',
  );
}
