/** A commit, as git has it. */
export interface Commit {
  /** The whole hash. */
  hash: string;
  parents: string[];
  /** The author's name. */
  author: string;
  message: string;
}
