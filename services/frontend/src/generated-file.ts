/**
 * Where a file is that `npm run generate` made. The address holds from `src` and from a bundle in a folder beside it,
 * such as `dist/server.js`: what runs the bundle needs `src/generated` where it is.
 */
export function generatedFile(name: string): URL {
  return new URL(`../src/generated/${name}`, import.meta.url);
}
