import { once } from 'node:events';
import { request, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import { brotliDecompressSync } from 'node:zlib';

/** An answer as it came over the wire: its body is not decompressed. */
export interface WireAnswer {
  status: number | undefined;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

/** Asks for an address as a browser does, which takes Brotli, but for what `headers` say. */
export async function getOverWire(
  url: string,
  headers: Record<string, string> = {},
  method = 'GET',
): Promise<WireAnswer> {
  // In the order in which browsers name them.
  const sent = request(url, {
    method,
    headers: { 'accept-encoding': 'gzip, deflate, br', ...headers },
  }).end();
  const [response] = (await once(sent, 'response')) as [IncomingMessage];
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk as Buffer);
  return { status: response.statusCode, headers: response.headers, body: Buffer.concat(chunks) };
}

/**
 * The bytes of a page with everything that it loads before anyone scrolls: its style, its script and the pictures that
 * are not lazy, all as a browser gets them.
 */
export async function weightOf(url: string): Promise<{ parts: string[]; bytes: number }> {
  const page = await getOverWire(url);
  const html = brotliDecompressSync(page.body).toString();
  const urls = [...html.matchAll(/<link rel="stylesheet" href="([^"]+)"|<script src="([^"]+)"/g)].map(
    ([, style, script]) => style ?? script ?? '',
  );
  for (const [img] of html.matchAll(/<img[^>]*>/g)) {
    if (!img.includes('loading="lazy"')) urls.push(/ src="([^"]+)"/.exec(img)?.[1] ?? '');
  }
  const parts = [...new Set(urls)];
  const answers = await Promise.all(parts.map((part) => getOverWire(new URL(part, url).href)));
  return { parts, bytes: [page, ...answers].reduce((sum, { body }) => sum + body.length, 0) };
}
