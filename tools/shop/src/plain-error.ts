/** Something that a person can put right. The message is shown as it is, without a stack, and says what to do. */
export class PlainError extends Error {
  override readonly name = 'PlainError';
  /** How `bin/shop.mjs`, which cannot import this class, recognises it. */
  readonly isPlain = true;
}
