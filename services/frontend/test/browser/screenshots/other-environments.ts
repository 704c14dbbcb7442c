import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { EnvironmentStatus } from '../../../src/status/environment-status.ts';

const names = ['frontend', 'catalog', 'voting', 'recommendation'];

/** The environments after the pictured ones, with the version of each service. */
const versions = {
  preprod: ['1.5.0', '1.4.2', '1.5.0', '1.5.0'],
  prod: ['1.4.2', '1.4.2', '1.4.1', '1.4.2'],
};

/** The addresses of the environments' frontends. */
export interface OtherEnvironments extends Record<keyof typeof versions, string> {
  close(): void;
}

/** Frontends that only say what runs in their environments. */
export async function startOtherEnvironments(): Promise<OtherEnvironments> {
  const servers: Server[] = [];
  async function start(environment: keyof typeof versions): Promise<string> {
    const server = createServer((_request, response) => {
      response.setHeader('content-type', 'application/json').end(JSON.stringify(statusOf(environment)));
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    servers.push(server);
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }
  return {
    preprod: await start('preprod'),
    prod: await start('prod'),
    close() {
      for (const server of servers) {
        server.closeAllConnections();
        server.close();
      }
    },
  };
}

function statusOf(environment: keyof typeof versions): EnvironmentStatus {
  const now = new Date().toISOString();
  return {
    environment,
    asOf: now,
    services: names.map((service, index) => ({
      service,
      state: 'ready',
      version: versions[environment][index] ?? null,
      commit: null,
      builtAt: null,
      instance: `${service}-1`,
      latencyMs: null,
      changedAt: now,
    })),
  };
}
