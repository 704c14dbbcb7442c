import type { Failure } from './plain-error.ts';

/** What a command has done or found. */
export interface Report {
  /** The object that `--json` prints. */
  value: object;
  /** The same for people, without a newline at the end. */
  text: string;
  /** For what is not as it should be although the command has done its work. */
  failure?: Failure;
}
