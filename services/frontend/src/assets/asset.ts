import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { generatedFile } from '../generated-file.ts';

/** A file that is served from memory, compressed once, under an address that changes with its content. */
export interface Asset {
  /** Such as `/assets/style.0123456789abcdef.css`. */
  url: string;
  hash: string;
  /** Its content by content coding; `identity` is the file itself. */
  bodies: Record<Coding, Buffer>;
}

export type Coding = 'br' | 'gzip' | 'identity';

/** @param file a file of `src/generated`, such as `style.css` */
export function loadAsset(file: string): Asset {
  const content = readFileSync(generatedFile(file));
  const hash = createHash('sha256').update(content).digest('hex').slice(0, 16);
  return {
    url: `/assets/${file.replace('.', `.${hash}.`)}`,
    hash,
    bodies: {
      br: brotliCompressSync(content, {
        params: {
          [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
          [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
        },
      }),
      gzip: gzipSync(content, { level: 9 }),
      identity: content,
    },
  };
}
