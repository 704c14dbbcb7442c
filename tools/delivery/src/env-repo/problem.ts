/** Something in the env-repo that is not as it should be. */
export interface Problem {
  /** Path in the repository. */
  file: string;
  problem: string;
}
