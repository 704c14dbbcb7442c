/** A request to merge one branch into another: a pull request. */
export interface ChangeRequest {
  number: number;
  /** Its page. */
  url: string;
  state: 'open' | 'merged' | 'closed';
  title: string;
  body: string;
}

/** What a request is to say. */
export interface Wish {
  /** The branch to merge. */
  head: string;
  /** The branch to merge it into. */
  base: string;
  title: string;
  /** Markdown. */
  body: string;
}

/** What hosts a repository, as far as we need it. Every method throws a PlainError that says what to do. */
export interface Forge {
  /** Opens a request, or brings the open one of the same two branches up to date. */
  propose(wish: Wish): Promise<ChangeRequest>;
  /** The open request of two branches. */
  find(head: string, base: string): Promise<ChangeRequest | undefined>;
  get(number: number): Promise<ChangeRequest>;
}
