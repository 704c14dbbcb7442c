import { chmod, copyFile, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { discoverServices } from '../src/discover-services.ts';
import { variableName } from '../src/variable-names.ts';
import { freePorts } from './free-ports.ts';
import { records, runShop } from './run-command.ts';

const repository = path.join(import.meta.dirname, '..', '..', '..');

/** This repository with a data folder of its own, so that a shop that runs on this machine is not disturbed. */
async function checkout(): Promise<string> {
  const root = await mkdtemp(path.join(tmpdir(), 'foldline-whole-'));
  // As root, PostgreSQL is another user who must be able to come here.
  await chmod(root, 0o755);
  onTestFinished(() => rm(root, { recursive: true, force: true, maxRetries: 10 }));
  for (const file of ['package.json', 'turbo.json'])
    await copyFile(path.join(repository, file), path.join(root, file));
  for (const folder of ['services', 'packages', 'node_modules']) {
    await symlink(path.join(repository, folder), path.join(root, folder), 'junction');
  }
  // The code was generated before the tests began.
  await mkdir(path.join(root, '.data'));
  await writeFile(path.join(root, '.data', 'generated'), '');
  return root;
}

/** The tally of a product. */
async function votesFor(productId: string, voting: string): Promise<number | undefined> {
  const votes = await fetch(`${voting}/api/votes?productIds=${productId}`);
  return ((await votes.json()) as { items: { votes: number }[] }).items[0]?.votes;
}

/** Waits for a page with something on it: a backend's part that is not there within the page's time is left out. */
async function find(url: string, pattern: RegExp): Promise<RegExpExecArray> {
  return vi.waitFor(
    async () => {
      const found = pattern.exec(await (await fetch(url)).text());
      if (found === null) throw new Error(`${url} has no ${String(pattern)}`);
      return found;
    },
    { timeout: 60_000 },
  );
}

test('the shop runs whole, goes on when a service dies, and keeps its votes', async () => {
  const root = await checkout();
  const services = await discoverServices(root);
  const free = await freePorts(services.length);
  const ports = new Map(services.map(({ name }, index) => [name, free[index] ?? 0]));
  const env = Object.fromEntries(
    [...ports].map(([name, port]) => [variableName(name, 'PORT'), String(port)]),
  );
  const addressOf = (name: string): string => `http://127.0.0.1:${ports.get(name) ?? 0}`;
  const home = addressOf('frontend');

  const shop = runShop(root, ['start'], env);
  await shop.says(/Foldline (is ready|runs without)/);
  expect(shop.stdout()).toContain('Foldline is ready');
  for (const { name } of services) {
    const version = await fetch(`${addressOf(name)}/version`);
    expect(await version.json(), `the name in services/${name}/src`).toMatchObject({ service: name });
  }
  const [, slug = ''] = await find(home, /href="\/products\/([a-z0-9-]+)"/);
  const { input: productPage } = await find(`${home}/products/${slug}`, /name="productId"/);
  const form = new URLSearchParams(
    [...productPage.matchAll(/<(?:input|button)[^>]*?name="(\w+)"[^>]*?value="([^"]*)"/g)].map(
      ([, name = '', value = '']): [string, string] => [name, value],
    ),
  );
  const productId = form.get('productId') ?? '';
  const voted = await fetch(`${home}/products/${slug}/vote`, {
    method: 'POST',
    body: form,
    redirect: 'manual',
    headers: { origin: home },
  });
  expect(voted.status).toBe(303);
  expect(await votesFor(productId, addressOf('voting'))).toBe(1);

  const listening = records(shop.stdout()).find(
    ({ service, msg }) => service === 'catalog' && msg === 'listening',
  );
  process.kill(Number(listening?.['pid']), 'SIGKILL');
  await shop.says(/catalog[^\n]*(ended|SIGKILL|crash)/);
  expect((await fetch(home)).status).toBe(200);
  shop.child.kill('SIGINT');
  expect(await shop.exitCode).toBe(0);
  expect(shop.stderr()).toBe('');

  // The votes are voting's alone.
  const again = runShop(root, ['start', 'voting'], env);
  await again.says(/voting is ready/);
  expect(await votesFor(productId, addressOf('voting'))).toBe(1);
  again.child.kill('SIGINT');
  expect(await again.exitCode).toBe(0);
});
