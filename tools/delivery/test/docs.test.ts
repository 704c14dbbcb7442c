import { expect, test } from 'vitest';
import { digest } from './deliver.ts';
import { follow, type Followed } from './page.ts';
import { openShop } from './shop.ts';
import { git } from './template.ts';

function expectPromised({ printed, promised }: Followed): void {
  for (const block of promised) expect(printed).toContain(block);
}

test('the tutorial can be followed', async () => {
  const shop = await openShop();
  const change = await follow(shop, 'tutorial/2-make-a-change.md');
  expect(change.promised).toHaveLength(4);
  expectPromised(change);
  expect(change.printed).toMatch(/voting 0\.1\.0, the first release/);
  const dev = await follow(shop, 'tutorial/3-follow-it-to-dev.md');
  expect(dev.promised).toHaveLength(4);
  expectPromised(dev);
  expect(dev.printed).toMatch(/^\S+ +prod +0\.2\.0 +1a2b3c4 +Mara$/m);
  expect(await shop.git('remote', 'get-url', 'origin')).toBe('../origin.git');
});

test('the guides can be followed', async () => {
  const shop = await openShop('shipped');
  await shop.merge('feat: more', { 'services/catalog/number': '2\n' });
  await shop.deliver(`release catalog --repository r/catalog --digest ${digest(2)}`);

  expect((await follow(shop, 'how-to/when-a-release-is-stuck.md')).printed).toMatch(
    /catalog 0\.2\.0 is this very commit[^]*dev has catalog 0\.2\.0, after 0\.1\.0\.[^]*dev has catalog 0\.2\.0 already/,
  );
  await shop.deliver('promote catalog --to preprod');
  expect((await follow(shop, 'runbooks/roll-back.md')).printed).toMatch(
    /preprod has catalog 0\.1\.0 again, after 0\.2\.0\.[^]*dev has catalog 0\.1\.0 again[^]*dev has catalog 0\.2\.0 again/,
  );
  await shop.git('pull', '--quiet', 'origin', 'main');
  expect((await follow(shop, 'how-to/fork-and-go-live.md')).printed).toMatch(/No problem; 0 rendered/);

  const main = await git(shop.origin, 'rev-parse', 'main');
  expect((await follow(shop, 'how-to/use-an-env-repo-of-its-own.md')).printed).toMatch(
    /No problem[^]*catalog +preprod +0\.1\.0/,
  );
  expect(await git(shop.origin, 'rev-parse', 'main')).toBe(main);
});
