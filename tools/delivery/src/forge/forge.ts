/** A request to merge one branch into another: a pull request. */
export interface ChangeRequest {
  number: number;
  /** Its page. */
  url: string;
  title: string;
  body: string;
}

/** A request as its forge has it. */
export interface ReadRequest extends ChangeRequest {
  isOpen: boolean;
  /** Whether the branch to merge is in another repository: anyone can have asked. */
  isFromFork: boolean;
  head: string;
  base: string;
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
  /** @throws PlainError that says what to do, also when there is no such request */
  read(number: number): Promise<ReadRequest>;
  /** Replaces the body of a request. @throws PlainError that says what to do */
  describe(number: number, body: string): Promise<ChangeRequest>;
}
