import type { FastifyInstance } from 'fastify';

/**
 * Remembers which methods each route answers, so that a wrong method at a right address is told apart (405) from an
 * address that does not exist (404). Fastify itself answers 404 to both.
 *
 * @returns the methods that a path answers, in alphabetical order; none for a path that no route matches
 */
export function allowedMethods(app: FastifyInstance): (path: string) => string[] {
  const routes: { pattern: RegExp; methods: string[] }[] = [];
  app.addHook('onRoute', ({ url, method }) => {
    routes.push({ pattern: pathPattern(url), methods: [method].flat() });
  });
  return (path) => {
    const matching = routes.filter(({ pattern }) => pattern.test(path));
    return [...new Set(matching.flatMap(({ methods }) => methods))].sort();
  };
}

// Routes here are made of literals, `:parameters` and a final `*`, as find-my-way writes them.
function pathPattern(url: string): RegExp {
  const source = url
    .split(/(:\w+|\*)/)
    .map((part) =>
      part === '*' ? '.*' : part.startsWith(':') ? '[^/]+' : part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'),
    )
    .join('');
  return new RegExp(`^${source}$`);
}
