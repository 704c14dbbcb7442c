import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { inject } from 'vitest';
import type { Shop } from './shop.ts';
import { gitEnvironment } from './template.ts';

const docs = join(import.meta.dirname, '../../../docs');

/** What has come of following a page. */
export interface Followed {
  /** What its commands printed. */
  printed: string;
  /** What the page says that they print, block by block. */
  promised: string[];
}

/**
 * Does what a page of the documentation says, in a shop's clone: its blocks of commands, one after the other, but for
 * those that are marked to be done elsewhere. In both texts hashes are `1a2b3c4`.
 *
 * @param page `tutorial/2-make-a-change.md`
 */
export async function follow(shop: Shop, page: string): Promise<Followed> {
  const text = await readFile(join(docs, page), 'utf8');
  const here = text.replace(/<!-- elsewhere -->\s*```sh\n.*?```/gs, '');
  // A block in a list is indented.
  const blocks = (language: string): string[] =>
    [...here.matchAll(new RegExp(`^( *)\`\`\`${language}\\n(.*?)^ *\`\`\``, 'gms'))].map(
      ([, indent = '', block = '']) => block.replaceAll(new RegExp(`^${indent}`, 'gm'), ''),
    );
  const npm = `npm() {
  [ "$1 $2 $3" = 'run delivery --' ] || { echo "npm $* is not followed" >&2; return 1; }
  shift 3
  "$NODE" "$DELIVERY" "$@"
}`;
  const { stdout } = await promisify(execFile)(
    'bash',
    ['-c', ['set -euo pipefail', npm, ...blocks('sh')].join('\n')],
    {
      cwd: shop.work,
      env: {
        ...gitEnvironment,
        NODE: process.execPath,
        DELIVERY: join(inject('templates'), 'bin', 'delivery.mjs'),
      },
    },
  );
  return { printed: withoutHashes(stdout), promised: blocks('text').map(withoutHashes) };
}

function withoutHashes(text: string): string {
  return text.replace(/\b[0-9a-f]{7}\b/g, '1a2b3c4');
}
