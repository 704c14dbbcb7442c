import { fileURLToPath } from 'node:url';
import { bundle } from '@foldline/images/bundle';
import { startServer, type ServerProcess } from './server-process.ts';

const services = new URL('../../../services/', import.meta.url);
// Away from the ports of a shop that may be running.
const firstPort = 13_000;

/** A service as it runs in production: bundled, without its logs being made prettier or quieter. */
export interface ShopService {
  name: string;
  port: number;
  script: string;
}

/** Bundles a service of the shop. */
export async function bundleService(name: string, index: number): Promise<ShopService> {
  const script = fileURLToPath(new URL(`${name}/dist/server.mjs`, services));
  await bundle(fileURLToPath(new URL(`${name}/src/server.ts`, services)), script);
  return { name, port: firstPort + index, script };
}

/** Starts a bundled service and resolves when it is ready. */
export async function startService(
  { script, port }: ShopService,
  env: Record<string, string>,
): Promise<ServerProcess> {
  return startServer({ script, port, readyPath: '/readyz', env });
}

/** Starts Fastify alone, bundled like a service. */
export async function startBareFastify(env: Record<string, string> = {}): Promise<ServerProcess> {
  const script = fileURLToPath(new URL('../dist/bare-fastify.mjs', import.meta.url));
  await bundle(fileURLToPath(new URL('bare-fastify.ts', import.meta.url)), script);
  return startServer({ script, port: firstPort + 99, readyPath: '/', env });
}
