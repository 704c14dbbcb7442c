/** Whether a value has the shape of a catalog's cursor: opaque, but short and safe to put into an address. */
export function isCursor(value: unknown): value is string {
  return typeof value === 'string' && /^[\w.~-]{1,1024}$/.test(value);
}
