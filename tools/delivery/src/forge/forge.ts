/** A request to merge one branch into another: a pull request. */
export interface ChangeRequest {
  number: number;
  /** Its page. */
  url: string;
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

/** What hosts a repository, as far as we need it. */
export interface Forge {
  /**
   * Opens a request, or brings the open one of the same two branches up to date. There is one, however many ask at once.
   *
   * @throws PlainError that says what to do
   */
  propose(wish: Wish): Promise<ChangeRequest>;
}
