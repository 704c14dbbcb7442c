/**
 * A message with trailers, the `Name: value` lines of its last paragraph.
 *
 * @param paragraphs a paragraph that could be taken for trailers, or break out of its place, must not be among them:
 *   whatever comes from a commit is a list item
 */
export function messageWithTrailers(
  paragraphs: readonly string[],
  trailers: Readonly<Record<string, string | undefined>>,
): string {
  const lines = Object.entries(trailers).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}: ${value.replace(/\s+/g, ' ').trim()}`],
  );
  return `${[...paragraphs.map((paragraph) => paragraph.trim()), lines.join('\n')].join('\n\n')}\n`;
}

/** The trailers of a message: those of its last paragraph, if it has nothing else. The first of a name counts. */
export function readTrailers(message: string): ReadonlyMap<string, string> {
  const lines = message.trimEnd().split(/\n\n+/).slice(1).at(-1)?.split('\n') ?? [];
  const trailers = new Map<string, string>();
  for (const line of lines) {
    const [, name, value] = /^([A-Za-z][A-Za-z-]*): (.*)$/.exec(line) ?? [];
    if (name === undefined || value === undefined) return new Map();
    if (!trailers.has(name)) trailers.set(name, value);
  }
  return trailers;
}
