import { Type, type Static } from 'typebox';
import { Value } from 'typebox/value';
import { PlainError } from '../plain-error.ts';
import { callApi, messageOf, type ApiAnswer, type ApiOptions } from './api.ts';
import type { ChangeRequest, Forge, Wish } from './forge.ts';

/** What both forges answer of a pull request, as far as we read it. */
const PullRequest = Type.Object({
  number: Type.Integer(),
  html_url: Type.String(),
  state: Type.String(),
  title: Type.String(),
  body: Type.Optional(Type.Union([Type.String(), Type.Null()])),
  merged_at: Type.Optional(Type.Union([Type.String(), Type.Null()])),
});
const PullRequests = Type.Array(PullRequest);

/** In what a forge's API differs from the others'. */
export interface Dialect extends ApiOptions {
  /** `/repos/<owner>/<name>/pulls` */
  pulls: string;
  /** Finds the open pull request of two branches. */
  find: (head: string, base: string) => Promise<unknown>;
  /** What a forge answers when there is a pull request of the two branches already. */
  conflict: number;
}

/** A forge whose pull requests are those of GitHub's API, as Gitea's are. */
export function pullRequests(dialect: Dialect): Forge {
  const { pulls, name } = dialect;

  const find: Forge['find'] = async (head, base) => {
    const found = await dialect.find(head, base);
    return found === undefined ? undefined : toRequest(found, name);
  };

  const update = async (
    { number, ...there }: ChangeRequest,
    { title, body }: Wish,
  ): Promise<ChangeRequest> => {
    // Forges end lines as they like.
    if (there.title === title && sameText(there.body, body)) return { number, ...there };
    return toRequest(
      await accepted(callApi(dialect, 'PATCH', `${pulls}/${number}`, { title, body }), name),
      name,
    );
  };

  return {
    find,
    async propose(wish) {
      const { head, base, title, body } = wish;
      const open = await find(head, base);
      if (open !== undefined) return update(open, wish);
      const answer = await callApi(dialect, 'POST', pulls, { head, base, title, body });
      if (answer.status === dialect.conflict) {
        // Someone else was faster.
        const other = await find(head, base);
        if (other !== undefined) return update(other, wish);
      }
      return toRequest(await accepted(Promise.resolve(answer), name), name);
    },
    async get(number) {
      return toRequest(await accepted(callApi(dialect, 'GET', `${pulls}/${number}`), name), name);
    },
  };
}

/** The first of a list of pull requests that is of these two branches. @throws PlainError when it is no such list */
export function firstOpen(body: unknown, name: string): Static<typeof PullRequest> | undefined {
  if (!Value.Check(PullRequests, body)) throw unexpected(name);
  return body.find(({ state }) => state === 'open');
}

async function accepted(answer: Promise<ApiAnswer>, name: string): Promise<unknown> {
  const { status, body } = await answer;
  if (status < 300) return body;
  throw new PlainError(
    `${name} did not do it (${status}: ${messageOf(body)}). Check that the repository and the branches exist, and that the token may write pull requests.`,
  );
}

function toRequest(value: unknown, name: string): ChangeRequest {
  if (!Value.Check(PullRequest, value)) throw unexpected(name);
  const { number, html_url: url, state, title, body, merged_at: mergedAt } = value;
  return {
    number,
    url,
    state: state === 'open' ? 'open' : typeof mergedAt === 'string' ? 'merged' : 'closed',
    title,
    body: body ?? '',
  };
}

function unexpected(name: string): PlainError {
  return new PlainError(`${name} answers what is not a pull request. Check FORGE and FORGE_API.`);
}

function sameText(one: string, other: string): boolean {
  return one.replaceAll('\r\n', '\n').trim() === other.replaceAll('\r\n', '\n').trim();
}
