import { once } from 'node:events';
import { createServer } from 'node:net';

const first = 20_000;
const count = 10_000;

/**
 * Ports at which nothing listens. They lie below those that systems give out by themselves, so that no program which
 * asks for any free port gets one of them before it is used here.
 */
export async function freePorts(howMany: number): Promise<number[]> {
  const found = new Set<number>();
  while (found.size < howMany) {
    const port = first + Math.floor(Math.random() * count);
    if (await isFree(port)) found.add(port);
  }
  return [...found];
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer();
  try {
    await once(server.listen(port, '127.0.0.1'), 'listening');
    return true;
  } catch {
    return false;
  } finally {
    server.close();
  }
}
