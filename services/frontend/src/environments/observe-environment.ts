import { Value } from 'typebox/value';
import { EnvironmentStatus } from '../status/environment-status.ts';
import { fetchJson } from '../status/fetch-json.ts';
import type { EnvironmentAddress } from './environment-list.ts';

/** One environment as it was found, or why nothing is known of it. */
export type SeenEnvironment = { name: string } & (
  | { state: 'seen'; status: EnvironmentStatus }
  | {
      /** `unusable`: what answered is no frontend of this shop. */
      state: 'unreachable' | 'too-late' | 'unusable';
      /** For the log: it names an address. */
      detail: string;
    }
  /** A frontend answered, but for another environment. */
  | { state: 'other'; answersAs: string; detail: string }
);

const maxBytes = 64 * 1024;

/**
 * Asks the frontend of another environment what runs there. It never rejects, and believes nothing that does not have
 * the shape of `GET /status.json`.
 *
 * @param timeoutMs how long it may take, in milliseconds
 */
export async function observeEnvironment(
  { name, origin }: EnvironmentAddress,
  timeoutMs: number,
): Promise<SeenEnvironment> {
  const answer = await fetchJson(`${origin}/status.json`, { timeoutMs, maxBytes });
  if (answer.outcome !== 'answered') return { name, state: answer.outcome, detail: answer.detail };
  const { status, body } = answer;
  if (status !== 200 || !Value.Check(EnvironmentStatus, body)) {
    return { name, state: 'unusable', detail: `${origin}/status.json answered ${status}, and no status` };
  }
  if (body.environment !== name) {
    const detail = `${origin}/status.json answered for ${body.environment}`;
    return { name, state: 'other', answersAs: body.environment, detail };
  }
  return { name, state: 'seen', status: body };
}
