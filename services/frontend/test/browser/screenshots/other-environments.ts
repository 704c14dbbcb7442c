import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { EnvironmentStatus } from '../../../src/status/environment-status.ts';

const names = ['frontend', 'catalog', 'voting', 'recommendation'];

/** The environments after the pictured one, in the order of promotion, with the version of each service. */
const versions = {
  preprod: ['1.5.0', '1.4.2', '1.5.0', '1.5.0'],
  prod: ['1.4.2', '1.4.2', '1.4.1', '1.4.2'],
};

export interface OtherEnvironments {
  /** For `ENVIRONMENTS`, after the own one. */
  addresses: string;
  close(): void;
}

/** Frontends that only say what runs in their environments. */
export async function startOtherEnvironments(): Promise<OtherEnvironments> {
  const servers: Server[] = [];
  const addresses: string[] = [];
  for (const [environment, running] of Object.entries(versions)) {
    const server = createServer((_request, response) => {
      response
        .setHeader('content-type', 'application/json')
        .end(JSON.stringify(statusOf(environment, running)));
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    servers.push(server);
    addresses.push(`${environment}=http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  }
  return {
    addresses: addresses.join(','),
    close() {
      for (const server of servers) {
        server.closeAllConnections();
        server.close();
      }
    },
  };
}

function statusOf(environment: string, running: readonly string[]): EnvironmentStatus {
  const now = new Date().toISOString();
  return {
    environment,
    asOf: now,
    services: names.map((service, index) => ({
      service,
      state: 'ready',
      version: running[index] ?? null,
      commit: null,
      builtAt: null,
      instance: `${service}-1`,
      latencyMs: null,
      changedAt: now,
    })),
  };
}
