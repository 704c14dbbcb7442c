import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { build } from 'esbuild';
import { ownFolders, packageOf, runTimeFiles } from './run-time-files.ts';
import { thinSourceMap, type SourceMap } from './source-map-lines.ts';

/** A dependency that needs files of its own beside the bundle. */
export interface PackageWithFiles {
  /** Its folder, absolute. */
  directory: string;
  /** Relative to the folder. */
  files: readonly string[];
}

/**
 * Bundles a server and all that it imports into one file, with a source map (`<outfile>.map`) for stack traces. The same
 * sources give the same bytes, wherever the repository is.
 *
 * @param outfile where the bundle goes; beside `src`, so that paths relative to the source hold for the bundle too
 * @returns the dependencies whose files the bundle reads while it runs, by `require.resolve` from where it is
 */
export async function bundle(entry: string, outfile: string): Promise<PackageWithFiles[]> {
  const { metafile } = await build({
    entryPoints: [entry],
    outfile,
    absWorkingDir: path.dirname(entry),
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    // Names stay: stack traces show them, and shorter ones save neither time nor memory.
    minifyWhitespace: true,
    minifySyntax: true,
    sourcemap: true,
    sourcesContent: false,
    metafile: true,
    logLevel: 'error',
    plugins: [ownFolders],
    // Dependencies use these where they happen to be there. A service does not declare them, so it goes without:
    // otherwise the bundle would depend on what else is installed beside it.
    external: ['pg-native', 'supports-color'],
    // CommonJS dependencies ask for what an ES module does not have.
    banner: {
      js: [
        "import { createRequire as bundledRequire } from 'node:module';",
        'const require = bundledRequire(import.meta.url);',
        'const __filename = import.meta.filename;',
        'const __dirname = import.meta.dirname;',
      ].join(''),
    },
  });
  const map = JSON.parse(await readFile(`${outfile}.map`, 'utf8')) as SourceMap;
  await writeFile(
    `${outfile}.map`,
    JSON.stringify(thinSourceMap(map, (source) => packageOf(source) !== undefined)),
  );
  const packages = new Map<string, PackageWithFiles>();
  for (const input of Object.keys(metafile.inputs)) {
    const found = packageOf(path.resolve(path.dirname(entry), input));
    const files = found && runTimeFiles[found.name];
    if (files) packages.set(found.directory, { directory: found.directory, files });
  }
  return [...packages.values()];
}
