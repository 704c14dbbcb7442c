import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Plugin } from 'esbuild';

/** Dependencies that read files of their own folder while they run, and which of these an image must have. */
export const runTimeFiles: Record<string, readonly string[]> = {
  '@fastify/swagger-ui': [
    'static/favicon-16x16.png',
    'static/favicon-32x32.png',
    'static/index.css',
    'static/logo.svg',
    'static/swagger-ui-bundle.js',
    'static/swagger-ui-standalone-preset.js',
    'static/swagger-ui.css',
  ],
};

const moduleOfPackage = /^(.*[\\/]node_modules[\\/]((?:@[^\\/]+[\\/])?[^\\/]+))[\\/](.*)$/;

/** The package that a module belongs to; `undefined` for our own code. */
export function packageOf(file: string): { name: string; directory: string } | undefined {
  const [, directory, name] = moduleOfPackage.exec(file) ?? [];
  return directory === undefined || name === undefined
    ? undefined
    : { name: name.replaceAll('\\', '/'), directory };
}

/** In a bundle every module's folder is that of the bundle; these packages' modules go on to find their own. */
export const ownFolders: Plugin = {
  name: 'own-folders',
  setup(build) {
    const names = Object.keys(runTimeFiles).map((name) => name.replaceAll('/', '[\\\\/]'));
    const filter = new RegExp(`[\\\\/]node_modules[\\\\/](${names.join('|')})[\\\\/].*\\.c?js$`);
    build.onLoad({ filter }, async ({ path: file }) => {
      const text = await readFile(file, 'utf8');
      const found = packageOf(file);
      if (!found || !text.includes('__dirname')) return undefined;
      const folder = path.relative(found.directory, path.dirname(file)).replaceAll('\\', '/');
      const ownFolder = `require('node:path').join(require.resolve('${found.name}/package.json'), '..', '${folder}')`;
      return { contents: text.replaceAll('__dirname', ownFolder), loader: 'js' };
    });
  },
};
