import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { imageName } from '../src/build-image.ts';
import { imageSources, repository } from '../src/services.ts';

interface ComposeService {
  environment: Record<string, string>;
  depends_on: Record<string, { condition: string }>;
}

const services = await imageSources();
const text = await readFile(path.join(repository, 'compose.yaml'), 'utf8');
const compose = parse(text, { merge: true }) as { services: Record<string, ComposeService> };

test('compose.yaml has every service, its database, and nothing else', () => {
  const expected = services.flatMap(({ name, database }) => (database ? [name, `${name}-db`] : [name]));
  expect(Object.keys(compose.services).sort()).toEqual(expected.sort());
});

test.each(services)('it runs $name from its image, locked down, after what it needs', (service) => {
  const { name, database, peers } = service;
  const composed = compose.services[name];
  expect(composed).toMatchObject({
    image: imageName(name),
    build: { context: '.', dockerfile: `services/${name}/Dockerfile` },
    read_only: true,
    cap_drop: ['ALL'],
    security_opt: ['no-new-privileges:true'],
  });
  const addresses = peers.map((peer) => [`${peer.toUpperCase()}_URL`, `http://${peer}:8080`]);
  expect(composed?.environment).toMatchObject(Object.fromEntries(addresses));
  const needed = [...peers, ...(database ? [`${name}-db`] : [])];
  expect(composed?.depends_on).toEqual(
    Object.fromEntries(needed.map((other) => [other, { condition: 'service_healthy' }])),
  );
});
