import type { Failure } from './plain-error.ts';

/** What a command has done or found. */
export interface Report {
  /** The object that `--json` prints. */
  value: object;
  /** The same for people, without a newline at the end. */
  text: string;
  /** The same in Markdown, for the summary of a workflow's run; without it the text stands there as code. */
  markdown?: string;
  /** For what is not as it should be although the command has done its work. */
  failure?: Failure;
}
