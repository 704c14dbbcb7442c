import { Type, type Static } from 'typebox';
import { Value } from 'typebox/value';
import { PlainError } from '../plain-error.ts';
import { callApi, messageOf, type ApiAnswer, type ApiOptions } from './api.ts';
import type { ChangeRequest, Forge, Wish } from './forge.ts';
import { placeSection } from './section.ts';

/** One end of a pull request. */
const Branch = Type.Object({
  ref: Type.String(),
  repo: Type.Union([Type.Object({ id: Type.Integer() }), Type.Null()]),
});

/** What both forges answer of a pull request, as far as we read it. */
const PullRequest = Type.Object({
  number: Type.Integer(),
  html_url: Type.String(),
  title: Type.String(),
  state: Type.String(),
  body: Type.Optional(Type.Union([Type.String(), Type.Null()])),
  head: Branch,
  base: Branch,
});
export type PullRequest = Static<typeof PullRequest>;
const PullRequests = Type.Array(PullRequest);

/** In what a forge's API differs from the others'. */
export interface Dialect extends ApiOptions {
  /** `/repos/<owner>/<name>/pulls` */
  pulls: string;
  /** The open pull requests of two branches of the repository. */
  open: (head: string, base: string) => Promise<PullRequest[]>;
}

/** A forge whose pull requests are those of GitHub's API, as Gitea's are. */
export function pullRequests(dialect: Dialect): Forge {
  const { pulls, name } = dialect;

  const openRequests = async ({ head, base }: Wish): Promise<ChangeRequest[]> => {
    const requests = (await dialect.open(head, base)).map(toRequest);
    return requests.sort((one, other) => one.number - other.number);
  };

  const change = async (number: number, content: object): Promise<ChangeRequest> =>
    toRequest(readPull(await callApi(dialect, 'PATCH', `${pulls}/${number}`, content), name));

  const update = async (there: ChangeRequest, wish: Wish): Promise<ChangeRequest> => {
    const { title } = wish;
    const body = placeSection(there.body, wish.body);
    return there.title === title && sameText(there.body, body)
      ? there
      : change(there.number, { title, body });
  };

  return {
    async propose(wish) {
      const [there] = await openRequests(wish);
      if (there !== undefined) return update(there, wish);
      const { head, base, title, body } = wish;
      const answer = await callApi(dialect, 'POST', pulls, { head, base, title, body });
      // Someone else may have been faster, and Gitea lets two that come at once both open a request.
      const [first, ...doubles] = await openRequests(wish);
      for (const { number } of doubles) await change(number, { state: 'closed' });
      if (first !== undefined) return update(first, wish);
      return toRequest(readPull(answer, name));
    },
    async read(number) {
      const answer = await callApi(dialect, 'GET', `${pulls}/${number}`);
      if (answer.status === 404) {
        throw new PlainError(
          `${name} has no request ${number} at ${pulls} for this token. Check the number, ENV_REPO and the token's rights.`,
        );
      }
      const pull = readPull(answer, name);
      return {
        ...toRequest(pull),
        isOpen: pull.state === 'open',
        isFromFork: isFromFork(pull),
        head: pull.head.ref,
        base: pull.base.ref,
      };
    },
    describe: (number, body) => change(number, { body }),
  };
}

/** A branch of a fork may have any name, and is not ours. */
export function isFromFork({ head, base }: PullRequest): boolean {
  return head.repo === null || head.repo.id !== base.repo?.id;
}

/** @throws PlainError when it is no list of pull requests */
export function readRequests(body: unknown, name: string): PullRequest[] {
  if (Value.Check(PullRequests, body)) return body;
  throw unexpected(name);
}

function readPull({ status, body }: ApiAnswer, name: string): PullRequest {
  if (status >= 300) {
    throw new PlainError(
      `${name} did not do it (${status}: ${messageOf(body)}). Check that the repository and the branches exist, and that the token may write pull requests.`,
    );
  }
  if (Value.Check(PullRequest, body)) return body;
  throw unexpected(name);
}

function toRequest({ number, html_url: url, title, body }: PullRequest): ChangeRequest {
  return { number, url, title, body: body ?? '' };
}

function unexpected(name: string): PlainError {
  return new PlainError(`${name} answers what is not a pull request. Check FORGE and FORGE_API.`);
}

/** Forges end lines as they like. */
export function sameText(one: string, other: string): boolean {
  return one.replaceAll('\r\n', '\n').trim() === other.replaceAll('\r\n', '\n').trim();
}
