/** A commit, as git has it. */
export interface Commit {
  /** The whole hash. */
  hash: string;
  parents: string[];
  /** The author's name. */
  author: string;
  message: string;
  /** When it came to be as it is: a merge or a rebase counts, not the first draft. ISO 8601. */
  committedAt: string;
}
