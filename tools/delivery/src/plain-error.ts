/** What the exit codes of every command mean. */
export const exitCodes = {
  /** It is done, was done before, or there is nothing to do. */
  done: 0,
  /** It could not be done, or `check` has found a problem. Nothing was published. */
  failed: 1,
  /** The command line or the environment is wrong. */
  usage: 2,
  /** A rule forbids it: backwards, too early, around a pull request. Nothing was published. */
  refused: 3,
  /** The remote could not be reached or kept moving. Nothing was published; run the same command again. */
  tryAgain: 4,
} as const;

export type Failure = Exclude<keyof typeof exitCodes, 'done'>;

/** Something that a person can put right. The message is shown as it is, without a stack, and says what to do. */
export class PlainError extends Error {
  override readonly name = 'PlainError';
  readonly failure: Failure;

  constructor(message: string, failure: Failure = 'failed', options?: ErrorOptions) {
    super(message, options);
    this.failure = failure;
  }
}

/** What a promise resolves with; `undefined` where it rejects with what a person can put right. */
export function unlessPlain<Value>(promise: Promise<Value>): Promise<Value | undefined> {
  return promise.catch((error: unknown) => {
    if (error instanceof PlainError) return undefined;
    throw error;
  });
}
