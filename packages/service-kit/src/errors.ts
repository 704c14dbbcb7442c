/** What can go wrong in the words of the domain. How each becomes an HTTP answer is decided in `problem.ts`. */
export type ErrorCode =
  | 'invalid-request'
  | 'unauthorized'
  | 'forbidden'
  | 'not-found'
  | 'method-not-allowed'
  | 'request-timeout'
  | 'conflict'
  | 'precondition-failed'
  | 'payload-too-large'
  | 'uri-too-long'
  | 'unsupported-media-type'
  | 'precondition-required'
  | 'too-many-requests'
  | 'headers-too-large'
  | 'internal'
  | 'unavailable';

/** One wrong field: a JSON pointer (RFC 6901) into the body, or the name of a parameter or header. */
export interface FieldError {
  pointer?: string;
  parameter?: string;
  header?: string;
  detail: string;
}

export interface ServiceErrorOptions {
  /** Every field that is wrong, not only the first. */
  fields?: readonly FieldError[];
  /** After how many seconds it is worth trying again; sent as `Retry-After`. */
  retryAfterSeconds?: number;
  /** Headers that belong to the answer, such as `WWW-Authenticate`. */
  headers?: Readonly<Record<string, string>>;
  /** What happened underneath: logged, never sent. */
  cause?: unknown;
}

/** An error whose message may be shown to the caller. Everything else is masked. */
export class ServiceError extends Error {
  override readonly name = 'ServiceError';
  readonly code: ErrorCode;
  readonly fields: readonly FieldError[] | undefined;
  readonly retryAfterSeconds: number | undefined;
  readonly headers: Readonly<Record<string, string>>;

  constructor(code: ErrorCode, message: string, options: ServiceErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.fields = options.fields;
    this.retryAfterSeconds = options.retryAfterSeconds;
    this.headers = options.headers ?? {};
  }
}
