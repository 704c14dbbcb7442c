import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { fixtureShop } from './fixture-shop.ts';
import { isAlive, runShop, servicePids } from './run-command.ts';

async function versionAt(port: number): Promise<unknown> {
  const response = await fetch(`http://127.0.0.1:${port}/version`);
  return response.json();
}

test('a change of its source restarts a service, and no other', async () => {
  const { root, ports, sources } = await fixtureShop({ databases: false });
  const shop = runShop(root, ['dev']);
  await shop.says(/is ready/);
  const source = await readFile(sources.catalog, 'utf8');

  await writeFile(sources.catalog, source.replace('{ service }', "{ service, edition: 'second' }"));
  await shop.says(/catalog restarted in/);

  expect(await versionAt(ports.catalog)).toEqual({ service: 'catalog', edition: 'second' });
  expect(servicePids(shop.stdout())).toHaveLength(4);

  shop.child.kill('SIGINT');
  expect(await shop.exitCode).toBe(0);
  expect(servicePids(shop.stdout()).filter(isAlive)).toEqual([]);
});

test('a change of a package restarts the services that depend on it', async () => {
  const { root, sources } = await fixtureShop({ databases: false });
  for (const [name, dependencies] of [
    ['kit', {}],
    ['views', { '@fixture/kit': '*' }],
  ] as const) {
    await mkdir(join(root, 'packages', name, 'src'), { recursive: true });
    const manifest = { name: `@fixture/${name}`, dependencies };
    await writeFile(join(root, 'packages', name, 'package.json'), JSON.stringify(manifest));
  }
  const manifestFile = join(sources.frontend, '../../package.json');
  const manifest = JSON.parse(await readFile(manifestFile, 'utf8')) as object;
  await writeFile(manifestFile, JSON.stringify({ ...manifest, dependencies: { '@fixture/views': '*' } }));
  const shop = runShop(root, ['dev']);
  await shop.says(/is ready/);

  await writeFile(join(root, 'packages', 'kit', 'src', 'fold.ts'), 'export {};\n');

  await shop.says(/frontend restarted in/);
  expect(servicePids(shop.stdout())).toHaveLength(4);
});

test('a syntax error ends the service until it is corrected, never the run', async () => {
  const { root, ports, sources } = await fixtureShop();
  const shop = runShop(root, ['dev', 'frontend']);
  await shop.says(/is ready/);
  const source = await readFile(sources.frontend, 'utf8');

  await writeFile(sources.frontend, 'this is ( no TypeScript\n');
  await shop.says(/frontend did not start.*It starts again when its source changes/);
  await writeFile(sources.frontend, source);
  await shop.says(/frontend restarted in/);

  expect(await versionAt(ports.frontend)).toEqual({ service: 'frontend' });
});

test('several changes at once are one restart at a time, and the last one counts', async () => {
  const { root, ports, sources } = await fixtureShop();
  const shop = runShop(root, ['dev', 'frontend']);
  await shop.says(/is ready/);
  const source = await readFile(sources.frontend, 'utf8');

  for (let edition = 1; edition <= 5; edition += 1) {
    await writeFile(sources.frontend, source.replace('{ service }', `{ service, edition: ${edition} }`));
    // Long enough to be changes of their own, short enough to meet the restart of the one before.
    await new Promise((resolve) => setTimeout(resolve, 150));
  }

  await expect
    .poll(() => versionAt(ports.frontend).catch(() => undefined))
    .toEqual({ service: 'frontend', edition: 5 });
  expect(shop.stdout()).not.toContain('EADDRINUSE');
});
