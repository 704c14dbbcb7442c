import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { generatedFile } from '../generated-file.ts';

/** What the thread that renders a card is given. */
export interface CardRendering {
  /** The card as an SVG document. */
  svg: string;
  /** The address of the renderer's WebAssembly file. */
  wasm: string;
}

const timeoutMs = 10_000;

/**
 * Renders a card in a thread of its own, so that no page waits for the half second that it takes.
 *
 * @returns a PNG file
 * @throws if the renderer cannot make sense of the document, or not within ten seconds
 */
export async function renderCard(svg: string): Promise<Buffer> {
  const workerData: CardRendering = { svg, wasm: generatedFile('resvg.wasm').href };
  const worker = new Worker(generatedFile('card-renderer.mjs'), {
    workerData,
    // It needs neither the service's secrets nor what loads the service's source.
    env: {},
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: 128 },
  });
  worker.unref();
  try {
    const [png] = (await once(worker, 'message', { signal: AbortSignal.timeout(timeoutMs) })) as [Uint8Array];
    return Buffer.from(png);
  } finally {
    await worker.terminate();
  }
}
