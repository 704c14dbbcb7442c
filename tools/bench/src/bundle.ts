import { build } from 'esbuild';

/**
 * Bundles a server into one file with a source map, as for an image.
 *
 * @param outfile where the bundle goes; beside `src`, so that paths relative to the source hold for the bundle too
 */
export async function bundle(entry: string, outfile: string): Promise<void> {
  await build({
    entryPoints: [entry],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    sourcemap: true,
    minify: true,
    sourcesContent: false,
    logLevel: 'error',
    // Serves files of its own folder, so it stays where they are.
    external: ['@fastify/swagger-ui', 'pg-native'],
    // CommonJS dependencies ask for what an ES module does not have.
    banner: {
      js: [
        "import { createRequire as bundledRequire } from 'node:module';",
        'const require = bundledRequire(import.meta.url);',
        'const __filename = import.meta.filename ?? new URL(import.meta.url).pathname;',
        'const __dirname = import.meta.dirname;',
      ].join(''),
    },
  });
}
