// @ts-check
// Plain JavaScript: what starts TypeScript cannot be TypeScript itself.
import { randomUUID } from 'node:crypto';
import { rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

/**
 * @typedef {object} BundleOptions
 * @property {boolean} [isWhole] Whether installed packages are in the file as well. It then starts in a fraction of the
 *   time, but they must be plain JavaScript that reads no file beside itself. Default: `false`, they are imported from
 *   where they are installed.
 */

/**
 * Writes a script, and all of this repository that it imports, as one file that Node.js can run. It lies in the folder
 * `dist` beside the script's own, so that a path relative to `src` holds in it too; its source map is inside, for
 * `--enable-source-maps`. Whoever runs the file of an earlier call keeps a whole one.
 *
 * @param {string} script the entry point, absolute: `…/src/server.ts`
 * @param {BundleOptions} [options]
 * @returns {Promise<string>} the file, absolute: `…/dist/source-server.mjs`, or `…/dist/whole-server.mjs`
 * @throws Error that names the file and line of what does not compile, or of an import that is not there
 */
export async function bundleSource(script, { isWhole = false } = {}) {
  const { dir, name } = path.parse(script);
  const file = path.join(dir, '..', 'dist', `${isWhole ? 'whole' : 'source'}-${name}.mjs`);
  const unfinished = `${file}.${randomUUID()}`;
  try {
    await build({
      entryPoints: [script],
      outfile: unfinished,
      absWorkingDir: dir,
      bundle: true,
      platform: 'node',
      target: 'node20',
      format: 'esm',
      sourcemap: 'inline',
      sourcesContent: false,
      logLevel: 'silent',
      ...(isWhole ? { banner: { js: commonJs } } : { plugins: [installedStays] }),
    });
    await rename(unfinished, file);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
  return file;
}

/** What packages of the older module system ask for, and a module has not got. */
const commonJs = `import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);`;

/** Marks what the plugin itself asks for. */
const asked = Symbol('asked');

/**
 * Has installed packages imported from where the importing module finds them.
 *
 * @type {import('esbuild').Plugin}
 */
const installedStays = {
  name: 'installed-stays',
  setup(build) {
    build.onResolve(
      { filter: /^[^./]/ },
      async ({ path: specifier, kind, resolveDir, importer, pluginData }) => {
        if (kind === 'entry-point' || pluginData === asked) return undefined;
        const found = await build.resolve(specifier, { kind, resolveDir, importer, pluginData: asked });
        if (found.errors.length > 0 || !/[\\/]node_modules[\\/]/.test(found.path)) return found;
        return { path: pathToFileURL(found.path).href, external: true };
      },
    );
  },
};
