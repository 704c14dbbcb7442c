import { beforeEach, expect, test } from 'vitest';
import { mergeRequest, ship } from './catalog-releases.ts';
import type { Answer } from './deliver.ts';
import { openShop, type Shop } from './shop.ts';

let shop: Shop;
beforeEach(async () => {
  shop = await openShop('shipped');
});

/** A time some hours from now, as the policy writes it. */
function inHours(hours: number): string {
  return new Date(Date.now() + hours * 3_600_000).toISOString().replace(/:\d\d\.\d+Z$/, 'Z');
}

async function freezeProd(...freezes: [from: number, to: number][]): Promise<void> {
  const policy = await shop.git('cat-file', 'blob', 'HEAD:env-repo/policy.yaml');
  const list = freezes.map(
    ([from, to]) => `      - { from: ${inHours(from)}, to: ${inHours(to)}, reason: the holidays }\n`,
  );
  await shop.merge('chore: freeze', { 'env-repo/policy.yaml': `${policy}\n    freezes:\n${list.join('')}` });
}

/** Brings a next release to dev and preprod. */
async function shipNext(): Promise<Answer> {
  await ship(shop, 2);
  return shop.deliver('promote catalog --to preprod');
}

const promote = 'promote catalog --to prod --skip-soak';

test('while a freeze lasts nothing is promoted, unless it is told to', async () => {
  await freezeProd([-48, -24], [-1, 24]);
  const frozen = await shop.deliver(promote);
  expect(frozen).toMatchObject({ code: 3, json: { outcome: 'refused' } });
  expect(frozen.stderr).toMatch(
    /prod is frozen until \d{4}-\S+Z: the holidays\. In an emergency, --during-freeze\.$/m,
  );
  expect((await shop.deliver(`${promote} --during-freeze`)).json).toMatchObject({ outcome: 'requested' });
});

test('before and after it everything goes its way', async () => {
  await freezeProd([-48, -24], [24, 48]);
  expect((await shop.deliver(promote)).json).toMatchObject({ outcome: 'requested' });
});

test('other environments go on', async () => {
  await freezeProd([-1, 24]);
  expect((await shipNext()).json).toMatchObject({ outcome: 'promoted', version: '0.2.0' });
});

test('a rollback always may', async () => {
  await shop.deliver(promote);
  await mergeRequest(shop, 'prod');
  await freezeProd([-1, 24]);
  await shipNext();
  await shop.deliver(`${promote} --during-freeze`);
  await mergeRequest(shop, 'prod');
  expect((await shop.deliver('rollback catalog --env prod')).json).toMatchObject({
    outcome: 'requested',
    version: '0.1.0',
  });
});
