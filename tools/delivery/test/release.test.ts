import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { digest } from './deliver.ts';
import { services } from './miniature.ts';
import { openShop } from './shop.ts';
import { git, gitEnvironment } from './template.ts';

const file = { 'services/catalog/src/server.ts': '// changed\n' };

test('a release is an annotated tag on the remote with the notes and where it comes from', async () => {
  const shop = await openShop();
  await shop.deliver('release catalog');
  await shop.merge('feat(search): by size', file);
  const fix = await shop.merge('fix: prices\n\nBREAKING CHANGE: no\ncents', { 'services/catalog/a': '1\n' });
  const answer = await shop.deliver(
    `release catalog --repository ghcr.io/foldline/catalog --digest ${digest(1)}`,
    { GITHUB_REPOSITORY: 'foldline/foldline', GITHUB_RUN_ID: '77' },
  );
  expect(answer).toMatchObject({
    code: 0,
    json: {
      outcome: 'released',
      version: '0.2.0',
      previous: '0.1.0',
      tag: 'catalog-v0.2.0',
      commit: fix,
      image: { repository: 'ghcr.io/foldline/catalog', digest: digest(1) },
    },
  });
  expect(await git(shop.origin, 'cat-file', '-t', 'catalog-v0.2.0')).toBe('tag');
  expect(await git(shop.origin, 'rev-parse', 'catalog-v0.2.0^{commit}')).toBe(fix);
  const text = await git(shop.origin, 'for-each-ref', '--format=%(contents)', 'refs/tags/catalog-v0.2.0');
  expect(text.replaceAll(/\([0-9a-f]{7}\)/g, '(abc)').replace(/Claim: .*/, 'Claim: it')).toBe(
    `catalog 0.2.0

Breaking changes
- no cents (abc)

Features
- search: by size (abc)

Fixes
- prices (abc)

Service: catalog
Version: 0.2.0
Commit: ${fix}
Image: ghcr.io/foldline/catalog@${digest(1)}
Run: https://github.com/foldline/foldline/actions/runs/77/attempts/1
Claim: it`,
  );
});

test('run again it answers the same, with the image of the first time', async () => {
  const shop = await openShop();
  const first = await shop.deliver(`release catalog --repository r/catalog --digest ${digest(1)}`);
  const second = await shop.deliver(`release catalog --repository r/catalog --digest ${digest(2)}`);
  expect(second.code).toBe(0);
  expect(second.json).toEqual({ ...first.json, outcome: 'already' });
});

test('an older commit that comes late is superseded', async () => {
  const shop = await openShop();
  await shop.deliver('release catalog');
  await shop.merge('feat: older', file);
  await shop.merge('feat: newer', { 'services/catalog/a': '1\n' });
  expect((await shop.deliver('release catalog')).json).toMatchObject({
    outcome: 'released',
    version: '0.2.0',
  });
  const late = await shop.deliver('release catalog --commit HEAD~1');
  expect(late).toMatchObject({ code: 0, json: { outcome: 'superseded', version: '0.2.0' } });
});

test('nothing to release is a normal answer', async () => {
  const shop = await openShop();
  await shop.deliver('release catalog');
  await shop.merge('docs: it', file);
  expect(await shop.deliver('release catalog')).toMatchObject({
    code: 0,
    json: { outcome: 'nothing', version: null, tag: null, previous: '0.1.0' },
  });
});

test('a commit that touches two services releases both, and a shared package all that use it', async () => {
  const shop = await openShop();
  for (const service of services) await shop.deliver(`release ${service}`);
  await shop.merge('feat: both', { 'services/catalog/a': '1\n', 'services/voting/a': '1\n' });
  const versions = async (): Promise<unknown[]> =>
    Promise.all(services.map(async (service) => (await shop.deliver(`release ${service}`)).json['version']));
  expect(await versions()).toEqual(['0.2.0', null, null, '0.2.0']);
  await shop.merge('fix: shared', { 'packages/service-kit/src/config.ts': '// changed\n' });
  expect(await versions()).toEqual(['0.2.1', '0.1.1', '0.1.1', '0.2.1']);
});

test('what is not on the default branch is not released', async () => {
  const shop = await openShop();
  await shop.commit('feat: only here', file);
  expect(await shop.deliver('release catalog')).toMatchObject({ code: 3, json: { outcome: 'refused' } });
  expect(await git(shop.origin, 'tag')).toBe('');
});

test('the clone stays as it is, tags and all', async () => {
  const shop = await openShop();
  const before = await shop.git('for-each-ref');
  await shop.deliver('release catalog');
  expect(await shop.git('for-each-ref')).toBe(before);
  expect(await shop.git('status', '--porcelain')).toBe('');
});

test('a message that looks like trailers, headings or commands is a list item', async () => {
  const shop = await openShop();
  await shop.deliver('release catalog');
  await shop.merge(
    'feat: ::error::x\u001b[31m\r\n\r\nRun: elsewhere\nImage: evil/evil@sha256:0\n\n-----BEGIN PGP SIGNATURE-----\n\nVersion: 9.9.9\nCommit: 0',
    file,
  );
  const { json, stdout } = await shop.deliver('release catalog');
  expect(json).toMatchObject({ outcome: 'released', version: '0.2.0', image: null });
  expect(stdout).not.toContain('\u001b');
  const text = await git(shop.origin, 'for-each-ref', '--format=%(contents)', 'refs/tags/catalog-v0.2.0');
  expect(text).toMatch(/\n- ::error::x \[31m \([0-9a-f]{7}\)\n\nService: catalog\nVersion: 0\.2\.0\n/);
});

test('a remote that is not there, and one that refuses, are said as what they are', async () => {
  const shop = await openShop();
  await shop.git('remote', 'set-url', 'origin', 'http://127.0.0.1:9/foldline.git');
  const gone = await shop.deliver('release catalog');
  expect(gone).toMatchObject({ code: 4, json: { outcome: 'tryAgain' } });
  expect(gone.stderr).toMatch(/cannot be reached:[^]*Check the address and the network/);

  await shop.git('remote', 'set-url', 'origin', shop.origin);
  await git(shop.origin, 'config', 'receive.denyUpdates', 'true');
  await promisify(execFile)('sh', [
    '-c',
    `mkdir -p "$1/hooks" && printf '#!/bin/sh\\necho tags are protected >&2; exit 1\\n' >"$1/hooks/pre-receive" && chmod +x "$1/hooks/pre-receive"`,
    'sh',
    shop.origin,
  ]);
  const refused = await shop.deliver('release catalog');
  expect(refused.code).toBe(1);
  expect(refused.stderr).toMatch(
    /The remote refused refs\/tags\/catalog-v0\.1\.0: .*pre-receive hook declined[^]*tags are protected/,
  );
});

test('the command itself: bin, exit code and output', async () => {
  const shop = await openShop();
  const bin = join(import.meta.dirname, '..', 'bin', 'delivery.mjs');
  const { stdout } = await promisify(execFile)(process.execPath, [bin, 'release', 'catalog'], {
    cwd: shop.work,
    env: gitEnvironment,
  });
  expect(stdout).toBe('Released catalog 0.1.0\n\nThe first release.\n');
  await expect(
    promisify(execFile)(process.execPath, [bin, 'release', '../x'], { cwd: shop.work, env: gitEnvironment }),
  ).rejects.toMatchObject({ code: 2 });
});
