import { chmod, copyFile, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
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

/** The tally of the product that the tests vote for. */
async function votesFor(
  slug: string,
  ports: { CATALOG: number; VOTING: number },
): Promise<number | undefined> {
  const product = await fetch(`http://127.0.0.1:${ports.CATALOG}/api/products/${slug}`);
  const { id } = (await product.json()) as { id: string };
  const votes = await fetch(`http://127.0.0.1:${ports.VOTING}/api/votes?productIds=${id}`);
  return ((await votes.json()) as { items: { votes: number }[] }).items[0]?.votes;
}

test('the shop runs whole, keeps its votes, and goes on when a service dies', async () => {
  const root = await checkout();
  const [frontend = 0, catalog = 0, voting = 0, recommendation = 0] = await freePorts(4);
  const ports = { FRONTEND: frontend, CATALOG: catalog, VOTING: voting, RECOMMENDATION: recommendation };
  const env = Object.fromEntries(Object.entries(ports).map(([name, port]) => [`${name}_PORT`, String(port)]));
  const home = `http://127.0.0.1:${ports.FRONTEND}`;
  const start = async (): Promise<ReturnType<typeof runShop>> => {
    const shop = runShop(root, ['start'], env);
    await shop.says(/Foldline (is ready|runs without)/);
    expect(shop.stdout()).toContain('Foldline is ready');
    return shop;
  };

  const first = await start();
  const page = await (await fetch(home)).text();
  const slug = /href="\/products\/([a-z0-9-]+)"/.exec(page)?.[1] ?? '';
  const productPage = await (await fetch(`${home}/products/${slug}`)).text();
  const form = new URLSearchParams(
    [...productPage.matchAll(/<(?:input|button)[^>]*?name="(\w+)"[^>]*?value="([^"]*)"/g)].map(
      ([, name = '', value = '']): [string, string] => [name, value],
    ),
  );
  const voted = await fetch(`${home}/products/${slug}/vote`, {
    method: 'POST',
    body: form,
    redirect: 'manual',
    headers: { origin: home },
  });
  expect(voted.status).toBe(303);
  expect(await votesFor(slug, ports)).toBe(1);

  first.child.kill('SIGINT');
  expect(await first.exitCode).toBe(0);
  expect(first.stderr()).toBe('');

  const second = await start();
  expect(await votesFor(slug, ports)).toBe(1);
  const listening = records(second.stdout()).find(
    ({ service, msg }) => service === 'catalog' && msg === 'listening',
  );
  process.kill(Number(listening?.['pid']), 'SIGKILL');
  await second.says(/catalog[^\n]*(ended|SIGKILL|crash)/);
  expect((await fetch(home)).status).toBe(200);
  second.child.kill('SIGINT');
  expect(await second.exitCode).toBe(0);
});
