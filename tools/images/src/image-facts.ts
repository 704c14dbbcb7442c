import { engineOutput, type Engine } from './engine.ts';

/** A file of an image. */
export interface ImageFile {
  /** Absolute. */
  path: string;
  /** In bytes. */
  size: number;
  /** In hexadecimal digits; a symbolic link has none. */
  sha256: string | undefined;
  isExecutable: boolean;
}

/** What the engine says about an image, as far as it is used here. */
export interface ImageConfig {
  User: string;
  Env: string[];
  Labels: Record<string, string>;
  Entrypoint: string[];
  Cmd: string[];
}

// Run by the image's own Node.js: it has no other tool, and needs none.
const listFiles = `
  const fs = require('node:fs'), { createHash } = require('node:crypto');
  const skipped = new Set(['/proc', '/sys', '/dev', '/run', '/etc/hosts', '/etc/hostname', '/etc/resolv.conf', '/etc/mtab']);
  const walk = (directory) => fs.readdirSync(directory, { withFileTypes: true }).flatMap((entry) => {
    const path = (directory === '/' ? '' : directory) + '/' + entry.name;
    if (skipped.has(path)) return [];
    if (entry.isDirectory()) return walk(path);
    if (!entry.isFile()) return [{ path, size: 0, isExecutable: false }];
    const { size, mode } = fs.statSync(path);
    const sha256 = createHash('sha256').update(fs.readFileSync(path)).digest('hex');
    return [{ path, size, isExecutable: (mode & 0o111) !== 0, sha256 }];
  });
  process.stdout.write(JSON.stringify(walk('/')));`;

/** Every file of an image that has Node.js where distroless has it. */
export async function imageFiles(engine: Engine, image: string): Promise<ImageFile[]> {
  const asRoot = ['run', '--rm', '--network', 'none', '--user', '0', '--entrypoint', '/nodejs/bin/node'];
  return JSON.parse(await engineOutput(engine, [...asRoot, image, '-e', listFiles])) as ImageFile[];
}

/** The files that an image adds to another. */
export async function addedFiles(engine: Engine, image: string, base: string): Promise<ImageFile[]> {
  const [own, others] = await Promise.all([imageFiles(engine, image), imageFiles(engine, base)]);
  const known = new Map(others.map((file) => [file.path, file.sha256]));
  return own.filter(({ path, sha256 }) => !known.has(path) || known.get(path) !== sha256);
}

/** How an image is to be run, and its labels. */
export async function imageConfig(engine: Engine, image: string): Promise<ImageConfig> {
  const [inspected] = JSON.parse(await engineOutput(engine, ['image', 'inspect', image])) as {
    Config: ImageConfig;
  }[];
  if (!inspected) throw new Error(`There is no image ${image}. Build it: npm run images:build`);
  return inspected.Config;
}

/** The image that an image was built on, as its label says it. */
export function baseImage({ Labels }: ImageConfig): string {
  return Labels['org.opencontainers.image.base.name'] ?? '';
}
