import { once } from 'node:events';
import { createServer } from 'node:net';

// Below the ports that systems give out by themselves, so that no program which asks for any free port gets one of
// these before it is used here. Each of vitest's workers has a part of its own, and goes round in it: two tests that
// run side by side never look at the same port.
const first = 20_000;
const portsPerWorker = 500;
const workers = 20;

const worker = Number(process.env['VITEST_POOL_ID'] ?? 0) % workers;
let next = Math.floor(Math.random() * portsPerWorker);

/** Ports at which nothing listens, none of them given out twice. */
export async function freePorts(howMany: number): Promise<number[]> {
  const found: number[] = [];
  while (found.length < howMany) {
    const port = first + worker * portsPerWorker + (next++ % portsPerWorker);
    if (await isFree(port)) found.push(port);
  }
  return found;
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer();
  try {
    await once(server.listen(port, '127.0.0.1'), 'listening');
  } catch {
    return false;
  }
  await once(server.close(), 'close');
  return true;
}
