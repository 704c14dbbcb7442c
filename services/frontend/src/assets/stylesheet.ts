import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { stylesDirectory } from '../styles-directory.ts';

/** A file that is served from memory under an address that changes with its content. */
export interface HashedAsset {
  url: string;
  hash: string;
  body: string;
}

// In the order of the cascade.
const parts = ['tokens', 'base', 'frame', 'sheet', 'home', 'card', 'product', 'votes', 'error'];

/** Joins the shop's styles to its one stylesheet. */
export function loadStylesheet(): HashedAsset {
  const body = parts.map((part) => readFileSync(new URL(`${part}.css`, stylesDirectory), 'utf8')).join('\n');
  const hash = createHash('sha256').update(body).digest('hex').slice(0, 16);
  return { url: `/assets/style.${hash}.css`, hash, body };
}
