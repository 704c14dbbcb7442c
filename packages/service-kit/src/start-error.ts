/** What keeps a service from starting, in words that say what to do. It is shown without a stack. */
export class StartError extends Error {
  override readonly name: string = 'StartError';
}
