import { setTimeout as wait } from 'node:timers/promises';
import { buildImage } from '@foldline/images/build-image';
import { runContainer, startContainer, type Container } from '@foldline/images/container';
import { findEngine, type Engine } from '@foldline/images/engine';
import { addedFiles, baseImage, imageConfig } from '@foldline/images/image-facts';
import { provenance } from '@foldline/images/provenance';
import { imageSource } from '@foldline/images/services';
import type { Figure } from '../figure.ts';
import { requestsPerSecond } from '../http-load.ts';
import { startService, type ShopService } from '../shop-service.ts';
import { median } from '../statistics.ts';
import type { Suite } from '../suite.ts';

const title = 'Containers';
const rounds = 5;
const allowedMb = 10;
const load = { connections: 20, duration: 5 };

/** In the order in which they can start, with a request that is typical of each. */
const typical = {
  catalog: '/api/products?limit=24',
  voting: '/api/leaderboard?window=24h',
  recommendation: '/api/daily',
  frontend: '/',
};

/** Each service from its image: size over the base, start to ready, memory idle and under load. */
export const containers: Suite = async ({ database, services, say }) => {
  const engine = await findEngine();
  if (!engine)
    return { title, figures: [], notes: ['Not measured: neither Docker nor Podman answers here.'] };
  const facts = await provenance();
  const env: Record<string, string> = { COOKIE_SECRETS: 'a secret that signs benchmark cookies only' };
  const running: Container[] = [];
  const figures: Figure[] = [];
  try {
    for (const [name, path] of Object.entries(typical) as [keyof typeof typical, string][]) {
      say(`containers, ${name}`);
      const source = await imageSource(name);
      const image = await buildImage(engine, source, facts);
      if (source.database) {
        env['DATABASE_URL'] = await database(`container_${name}`);
        const migrated = await runContainer(engine, { image, args: ['migrate'], env });
        if (migrated.code !== 0) throw new Error(`${name} could not migrate:\n${migrated.output}`);
      }
      figures.push(await size(engine, name, image), await start(engine, services[name], image, env));
      const container = await startContainer(engine, { image, env });
      running.push(container);
      figures.push(await memory(container, name, path));
      env[`${name.toUpperCase()}_URL`] = container.url;
    }
  } finally {
    await Promise.all(running.map((container) => container.stop()));
  }
  return {
    title,
    figures,
    notes: [
      `Start is from the engine's command to the first 200 of \`/readyz\`, ${rounds} times, medians, against the same bundle as a plain process. Memory is resident, under ${load.connections} connections for ${load.duration} s, against the moment before; it is what the charts' requests and limits go by.`,
    ],
  };
};

async function size(engine: Engine, name: string, image: string): Promise<Figure> {
  const added = await addedFiles(engine, image, baseImage(await imageConfig(engine, image)));
  const mb = added.reduce((sum, file) => sum + file.size, 0) / 1e6;
  return {
    name: `${name}, unpacked size over the base image, against what is allowed`,
    ours: `${mb.toFixed(1)} MB`,
    reference: `${allowedMb} MB`,
    ratio: mb / allowedMb,
    target: { atMost: 1 },
  };
}

async function start(
  engine: Engine,
  service: ShopService,
  image: string,
  env: Record<string, string>,
): Promise<Figure> {
  const inContainer: number[] = [];
  const asProcess: number[] = [];
  for (let round = 1; round <= rounds; round += 1) {
    const startedAt = performance.now();
    const container = await startContainer(engine, { image, env });
    const answer = await fetch(`${container.url}/readyz`);
    if (answer.status !== 200) throw new Error(`${service.name} listens and is not ready.`);
    inContainer.push(performance.now() - startedAt);
    await container.stop();
    const server = await startService(service, env);
    asProcess.push(server.readyAfterMs);
    await server.stop();
  }
  return {
    name: `${service.name}, start to ready in a container`,
    ours: `${median(inContainer).toFixed(0)} ms`,
    reference: `${median(asProcess).toFixed(0)} ms`,
    ratio: median(inContainer) / median(asProcess),
  };
}

async function memory(container: Container, name: string, path: string): Promise<Figure> {
  const idle = await container.residentMemory();
  let highest = idle;
  let isOver = false;
  const watch = async (): Promise<void> => {
    while (!isOver) {
      highest = Math.max(highest, await container.residentMemory());
      await wait(500);
    }
  };
  const requests = requestsPerSecond({ url: `${container.url}${path}`, ...load });
  await Promise.all([watch(), requests.finally(() => (isOver = true))]);
  return {
    name: `${name}, memory under load against idle`,
    ours: `${highest.toFixed(0)} MiB`,
    reference: `${idle.toFixed(0)} MiB`,
    ratio: highest / idle,
  };
}
