import { codeBlock } from '../markdown.ts';
import { printable } from '../printable.ts';
import type { EnvRepo } from './env-repo.ts';
import { readHistory } from './history.ts';
import { environmentBefore, findEnvironment, soakTime } from './policy.ts';

/**
 * How a release has been tried in the environment before: since when, who let it in there, and whether it has been there
 * for as long as the policy asks. It tells times and no durations, so that it stays true while a request waits.
 *
 * @param content the `release.yaml` that is to come
 * @returns Markdown; `undefined` for the first environment, which has none before it
 */
export async function triedBefore(
  repo: EnvRepo,
  service: string,
  environment: string,
  content: Buffer,
): Promise<string | undefined> {
  const target = findEnvironment(repo.policy, environment);
  const before = environmentBefore(repo.policy, target);
  if (before === undefined) return undefined;
  const history = await readHistory(repo, before.name, service);
  const at = history.findIndex((arrival) => arrival.content?.equals(content));
  const arrival = history[at];
  if (arrival === undefined) return codeBlock('text', `never in ${before.name}`);
  // The one that came after it, and so ended its time there.
  const next = history[at - 1];
  const until = next === undefined ? '' : ` until ${next.at}`;
  const lines = [`in ${before.name} since ${arrival.at}${until}, by ${printable(arrival.by).slice(0, 100)}`];
  const soak = soakTime(target);
  if (soak > 0) {
    const ready = Date.parse(arrival.at) + soak;
    const isCut = next !== undefined && Date.parse(next.at) < ready;
    lines.push(
      isCut
        ? `replaced before the ${target.soak ?? ''} that the policy asks for`
        : `the ${target.soak ?? ''} that the policy asks for end at ${new Date(ready).toISOString()}`,
    );
  }
  return codeBlock('text', lines.join('\n'));
}
