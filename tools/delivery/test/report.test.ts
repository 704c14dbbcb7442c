import { execFile } from 'node:child_process';
import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { digest } from './deliver.ts';
import { openShop, type Shop } from './shop.ts';
import { gitEnvironment } from './template.ts';

const hour = 3600;
const day = 24 * hour;
/** One now for a whole story, in seconds since 1970: steps that are a day apart are so to the second. */
const now = Math.floor(Date.now() / 1000);

/** Commits all that has changed, as it was done at a time before now, and pushes it. */
async function mergeAt(shop: Shop, secondsAgo: number, message: string): Promise<void> {
  const env = {
    ...gitEnvironment,
    GIT_COMMITTER_DATE: `${now - secondsAgo} +0000`,
  };
  await shop.git('add', '.');
  await promisify(execFile)('git', ['commit', '--quiet', '-m', message], { cwd: shop.work, env });
  await shop.git('push', '--quiet', 'origin', 'HEAD:main');
}

async function change(shop: Shop, secondsAgo: number, header: string): Promise<void> {
  await cp(join(shop.work, 'package-lock.json'), join(shop.work, 'services/catalog', header));
  await mergeAt(shop, secondsAgo, header);
}

/** Releases what has changed, and answers what keeps the release for later. */
async function release(shop: Shop, number: number): Promise<(secondsAgo: number) => Promise<void>> {
  const image = `--repository ghcr.io/foldline/catalog --digest ${digest(number)}`;
  const { version } = (await shop.deliver(`release catalog ${image}`)).json;
  await shop.deliver(`deploy catalog --version ${String(version)}`);
  await shop.git('pull', '--quiet', '--ff-only', 'origin', 'main');
  const file = (environment: string): string =>
    join(shop.work, 'env-repo/envs', environment, 'catalog/release.yaml');
  const kept = join(shop.directory, `release-${number}.yaml`);
  await cp(file('dev'), kept);
  return async (secondsAgo) => {
    await cp(kept, file('prod'));
    await mergeAt(shop, secondsAgo, `chore(prod): catalog ${String(version)}`);
  };
}

/** Three releases come to prod: long ago, one that is rolled back after two hours, and its successor. */
async function openBusyShop(): Promise<Shop> {
  const shop = await openShop('shipped');
  const first = await release(shop, 1);
  await first(100 * day);
  await change(shop, 12 * day, 'feat: one');
  await change(shop, 10 * day, 'fix: two');
  const second = await release(shop, 2);
  await second(9 * day);
  await first(9 * day - 2 * hour);
  await change(shop, 6 * day, 'fix: three');
  const third = await release(shop, 3);
  await third(5 * day);
  return shop;
}

test('the four keys are read from the history', async () => {
  const shop = await openBusyShop();
  const nothing = {
    deployments: 0,
    deploymentsPerWeek: 0,
    leadTime: null,
    changeFailRate: null,
    recoveryTime: null,
  };
  const ninetyDays = {
    deployments: 2,
    deploymentsPerWeek: expect.closeTo((2 * 7) / 90) as number,
    // Of 3 d, 1 d, and 1 d.
    leadTime: 1 * day,
    changeFailRate: 0.5,
    recoveryTime: 2 * hour,
  };
  const { json } = await shop.deliver('report');
  expect(json).toMatchObject({
    environment: 'prod',
    services: [
      { service: 'catalog', ...ninetyDays },
      { service: 'voting', ...nothing },
      { service: 'recommendation', ...nothing },
      { service: 'frontend', ...nothing },
    ],
    all: ninetyDays,
  });

  const { stdout } = await shop.run('report', '--days', '7');
  expect(stdout).toMatch(/^prod, the last 7 days\n\n/);
  expect(stdout).toMatch(/^catalog +1 +1\.0 +24 h +0 % +-$/m);
  expect(stdout).toMatch(/^all +1 +1\.0 +24 h +0 % +-$/m);
});

test('a first release has no lead time, and every environment has its own figures', async () => {
  const shop = await openShop('shipped');
  expect((await shop.deliver('report --env preprod')).json).toMatchObject({
    environment: 'preprod',
    all: { deployments: 1, leadTime: null, changeFailRate: 0 },
  });
  expect((await shop.deliver('report')).json).toMatchObject({ all: { deployments: 0 } });
});

test('a period that is none is refused', async () => {
  const shop = await openShop();
  const refused = await shop.run('report', '--days', '0');
  expect(refused.code).toBe(2);
  expect(refused.stderr).toContain('between 1 and 9999');
  expect((await shop.run('report', '--env', 'moon')).stderr).toContain('There is no environment moon');
});
