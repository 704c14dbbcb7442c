import { EnvError, makeExactValidator, makeValidator } from 'envalid';

// Messages continue the sentence "NAME (its purpose) ...". They never repeat a value that may be a secret.

/** A whole number between `min` and `max`, both included. */
export function integer({
  min,
  max,
}: {
  min: number;
  max: number;
}): ReturnType<typeof makeValidator<number>> {
  return makeValidator<number>((input) => {
    const value = Number(input);
    if (!/^-?\d+$/.test(input) || value < min || value > max) {
      throw new EnvError(`must be a whole number from ${min} to ${max}, but is "${input}"`);
    }
    return value;
  });
}

/** `true` or `false`, and nothing that merely looks like one of them. */
export const flag = makeExactValidator<boolean>((input) => {
  if (input !== 'true' && input !== 'false') throw new EnvError(`must be true or false, but is "${input}"`);
  return input === 'true';
});

/** One of a few words. */
export function oneOf<const Choice extends string>(
  choices: readonly Choice[],
): ReturnType<typeof makeExactValidator<Choice>> {
  return makeExactValidator<Choice>((input) => {
    const choice = choices.find((candidate) => candidate === input);
    if (choice === undefined) throw new EnvError(`must be one of ${choices.join(', ')}, but is "${input}"`);
    return choice;
  });
}

/** Text that matches a pattern; `expected` says in words what the pattern asks for. */
export function text(pattern: RegExp, expected: string): ReturnType<typeof makeExactValidator<string>> {
  return makeExactValidator<string>((input) => {
    if (!pattern.test(input)) throw new EnvError(`must be ${expected}, but is "${input}"`);
    return input;
  });
}

/** The base address of a peer: http or https, without a query, a fragment or credentials. */
export const httpUrl = makeExactValidator<string>((input) => {
  const url = URL.canParse(input) ? new URL(input) : undefined;
  const plain = url?.username === '' && url.password === '' && url.search === '' && url.hash === '';
  if (!plain || !/^https?:$/.test(url.protocol)) {
    throw new EnvError('must be an http or https address without credentials, query or fragment');
  }
  return input.replace(/\/+$/, '');
});

/** A PostgreSQL connection address. Its value is never shown: it holds a password. */
export const postgresUrl = makeExactValidator<string>((input) => {
  const url = URL.canParse(input) ? new URL(input) : undefined;
  if (!url || !/^postgres(ql)?:$/.test(url.protocol) || url.pathname.length < 2) {
    throw new EnvError('must be a PostgreSQL address that names a database');
  }
  return input;
});

/** A secret of at least `minLength` characters. Its value is never shown. */
export function secret({ minLength }: { minLength: number }): ReturnType<typeof makeExactValidator<string>> {
  return makeExactValidator<string>((input) => {
    if (input.length < minLength) throw new EnvError(`must have at least ${minLength} characters`);
    return input;
  });
}
