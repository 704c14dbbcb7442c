import { chmod, cp, readdir, rm, stat, utimes } from 'node:fs/promises';
import path from 'node:path';
import { bundle } from './bundle.ts';
import { repository, type ImageSource } from './services.ts';

/**
 * Fills a folder with all that a service's image holds besides Node.js: the bundle, what the service says it reads
 * (`foldline.files` in its package.json), and the files of dependencies that read their own. Everything lies where it
 * lies in the repository, so that a path that holds there holds in the image. Any user may read it, and the same
 * sources give the same folder, its times included.
 *
 * @param folder absolute; replaced
 * @throws Error when a file is not there
 */
export async function pack(service: ImageSource, folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  const script = path.join(service.directory, 'dist', 'server.mjs');
  const packages = await bundle(path.join(service.directory, 'src', 'server.ts'), script);
  const files = [
    script,
    `${script}.map`,
    ...service.files.map((file) => path.join(service.directory, file)),
    ...packages.flatMap(({ directory, files: own }) =>
      ['package.json', ...own].map((file) => path.join(directory, file)),
    ),
  ];
  for (const file of files) {
    if (!(await stat(file).catch(() => undefined))) {
      throw new Error(
        `${file} is not there. Run \`npm run generate -w services/${service.name}\`, or correct foldline.files.`,
      );
    }
    await cp(file, path.join(folder, path.relative(repository, file)), { recursive: true });
  }
  await settle(folder);
}

/** Readable for everybody, writable for the owner, and as old as every other file of the kind. */
async function settle(entry: string): Promise<void> {
  const isFolder = (await stat(entry)).isDirectory();
  if (isFolder) for (const name of await readdir(entry)) await settle(path.join(entry, name));
  await chmod(entry, isFolder ? 0o755 : 0o644);
  await utimes(entry, 0, 0);
}
