import { readFile } from 'node:fs/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { initWasm, Resvg } from '@resvg/resvg-wasm';
import type { CardRendering } from '../src/social-card/render-card.ts';

// Runs in a thread of its own for one card: a picture that breaks the renderer, or keeps it busy, costs only that.
const { svg, wasm } = workerData as CardRendering;
await initWasm(await readFile(new URL(wasm)));
const png = new Resvg(svg, { font: { loadSystemFonts: false } }).render().asPng();
parentPort?.postMessage(png);
