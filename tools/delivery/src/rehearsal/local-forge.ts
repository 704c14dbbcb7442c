import type { ChangeRequest, Forge, ReadRequest, Wish } from '../forge/forge.ts';
import { PlainError } from '../plain-error.ts';

/** A request as a reviewer of the rehearsal sees it. */
export interface LocalRequest extends ChangeRequest, Wish {}

/** Stands in for GitHub or Gitea: it remembers requests, and nothing else. Git merges them. */
export class LocalForge implements Forge {
  readonly #open: LocalRequest[] = [];
  #last = 0;

  propose(wish: Wish): Promise<ChangeRequest> {
    const there = this.#open.find(({ head, base }) => head === wish.head && base === wish.base);
    if (there !== undefined) return Promise.resolve(Object.assign(there, wish));
    const number = ++this.#last;
    const request = { ...wish, number, url: `request ${number}` };
    this.#open.push(request);
    return Promise.resolve(request);
  }

  read(number: number): Promise<ReadRequest> {
    return Promise.resolve({ ...this.#find(number), isOpen: true, isFromFork: false });
  }

  describe(number: number, body: string): Promise<ChangeRequest> {
    return Promise.resolve(Object.assign(this.#find(number), { body }));
  }

  #find(number: number): LocalRequest {
    const found = this.#open.find((request) => request.number === number);
    if (found === undefined) throw new PlainError(`There is no open request ${number}.`, 'usage');
    return found;
  }

  /** The newest open request. */
  newest(): LocalRequest {
    const request = this.#open.at(-1);
    if (request === undefined) throw new Error('There is no open request.');
    return request;
  }

  /** Takes the newest open request from the list: it is merged, or closed. */
  take(): LocalRequest {
    const request = this.newest();
    this.#open.pop();
    return request;
  }
}
