import { setTimeout as wait } from 'node:timers/promises';
import type { Figure } from '../figure.ts';
import { residentMemory } from '../resident-memory.ts';
import type { ServerProcess } from '../server-process.ts';
import { startBareFastify, startService } from '../shop-service.ts';
import { median } from '../statistics.ts';
import type { Suite } from '../suite.ts';

const rounds = 5;
const idleMs = 2000;

/** Each service's way from process start to ready, and its memory when idle, against Fastify alone. */
export const startAndMemory: Suite = async ({ database, services, say }) => {
  const peers = Object.fromEntries(
    Object.values(services).map(({ name, port }) => [
      `${name.toUpperCase()}_URL`,
      `http://127.0.0.1:${port}`,
    ]),
  );
  const env = { ...peers, LOG_LEVEL: 'warn', COOKIE_SECRETS: 'a secret that signs benchmark cookies only' };
  const starts: (readonly [string, () => Promise<ServerProcess>])[] = [];
  for (const service of Object.values(services)) {
    const ownEnv = { ...env, DATABASE_URL: await database(`start_${service.name}`) };
    // The migrations are applied beforehand, as a deployment does.
    if (service.name === 'catalog' || service.name === 'voting') {
      await (await startService(service, { ...ownEnv, MIGRATE_ON_START: 'true' })).stop();
    }
    starts.push([service.name, () => startService(service, ownEnv)]);
  }
  const measured = new Map<string, { readyMs: number[]; memory: number[] }>();
  for (let round = 1; round <= rounds; round += 1) {
    say(`starts and memory, round ${round} of ${rounds}`);
    for (const [name, start] of [['bare Fastify', () => startBareFastify()] as const, ...starts]) {
      const server = await start();
      await wait(idleMs);
      const samples = measured.get(name) ?? { readyMs: [], memory: [] };
      samples.readyMs.push(server.readyAfterMs);
      samples.memory.push(await residentMemory(server.pid));
      measured.set(name, samples);
      await server.stop();
    }
  }
  const bare = measured.get('bare Fastify');
  if (!bare) throw new Error('Bare Fastify was not measured.');
  const figures = Object.keys(services).flatMap((name): Figure[] => {
    const { readyMs = [], memory = [] } = measured.get(name) ?? {};
    return [
      {
        name: `${name}, start to ready`,
        ours: `${median(readyMs).toFixed(0)} ms`,
        reference: `${median(bare.readyMs).toFixed(0)} ms`,
        ratio: median(readyMs) / median(bare.readyMs),
        target: { atMost: 3 },
      },
      {
        name: `${name}, idle memory`,
        ours: `${median(memory).toFixed(0)} MiB`,
        reference: `${median(bare.memory).toFixed(0)} MiB`,
        ratio: median(memory) / median(bare.memory),
        target: { atMost: 1.5 },
      },
    ];
  });
  return {
    title: 'Start and memory, against bare Fastify',
    figures,
    notes: [
      `Both sides bundled, ${rounds} starts each, medians. Ready is the first 200 of \`/readyz\`, so with the database asked; memory is resident, ${idleMs / 1000} s after that.`,
      'Where the memory goes, by loading one library after the other into a process (resident, rounded): Node.js 41 MiB, Fastify 17, TypeBox with its compiler 15, Prisma with its query compiler 9 (catalog and voting), the HTTP client 6, pino 3. What is left are the schemas that were compiled, the API description with its pages, and connections.',
    ],
  };
};
