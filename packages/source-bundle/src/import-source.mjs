// @ts-check
import { fileURLToPath, pathToFileURL } from 'node:url';
import { bundleSource } from './bundle-source.mjs';

/**
 * Imports a script of TypeScript into this process, bundled anew. From then on stack traces speak of the sources.
 *
 * @param {URL} script the entry point
 * @param {import('./bundle-source.mjs').BundleOptions} [options]
 * @returns {Promise<any>} what it exports
 * @throws Error as `bundleSource` does, and what the script itself throws
 */
export async function importSource(script, options) {
  const bundle = await bundleSource(fileURLToPath(script), options);
  process.setSourceMapsEnabled(true);
  return import(pathToFileURL(bundle).href);
}
