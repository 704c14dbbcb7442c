import { constants } from 'node:zlib';
import compression from 'compression';

/**
 * Compresses pages and pictures as they are sent. Brotli's quality 5 is its first that looks for matches as thoroughly
 * as gzip does; beyond it a page costs more time than it saves on the way. What is reflected from a request stands
 * beside no secret in a page: the voter's id is in none, and a ticket is new with every page (BREACH).
 */
export const compress = compression({
  level: 6,
  brotli: { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } },
});
