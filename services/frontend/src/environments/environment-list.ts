/** An environment of the board, and where its frontend answers. */
export interface EnvironmentAddress {
  name: string;
  /** Scheme, host and port, such as `https://dev.example`. */
  origin: string;
}

// As long and as plain as what `ENVIRONMENT` takes: the two are compared.
const label = /^[a-z0-9]([a-z0-9.-]{0,61}[a-z0-9])?$/i;

/**
 * Reads a list such as `dev=https://dev.example,prod=https://prod.example`. Its order is the order of promotion.
 *
 * @param list may be empty
 * @returns the environments, and a sentence on each entry that is none, which it names by its name or its place in the
 *   list; no sentence repeats an address, which may hold a password
 */
export function parseEnvironments(list: string): { environments: EnvironmentAddress[]; problems: string[] } {
  const environments: EnvironmentAddress[] = [];
  const problems: string[] = [];
  const entries = list === '' ? [] : list.split(',');
  entries.forEach((entry, index) => {
    const [name = '', address = ''] = entry.trim().split(/=(.*)/s);
    const origin = originOf(address);
    if (!label.test(name)) {
      problems.push(
        `has no name in its entry ${index + 1}. Write it as name=address, and leave no comma without one.`,
      );
    } else if (environments.some((environment) => environment.name === name)) {
      problems.push(`names ${name} twice. Give each environment a name of its own.`);
    } else if (origin === undefined) {
      problems.push(
        `has no usable address for ${name}. Write http or https, the host and its port, without path, query and credentials.`,
      );
    } else {
      environments.push({ name, origin });
    }
  });
  return { environments, problems };
}

function originOf(address: string): string | undefined {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  // What is only an origin is the same without what an origin leaves out.
  if (!url || !/^https?:$/.test(url.protocol) || url.href !== `${url.origin}/`) return undefined;
  return url.origin;
}
