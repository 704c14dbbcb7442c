const maxLength = 80;
const pattern = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

/** Whether a part of an address can be a product's slug; anything else need not be asked for. */
export function isSlug(value: string): boolean {
  return value.length <= maxLength && pattern.test(value);
}
