const uuid = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i;

/** Whether a value is a UUID in its usual notation, of whatever version. */
export function isUuid(value: unknown): value is string {
  return typeof value === 'string' && uuid.test(value);
}
