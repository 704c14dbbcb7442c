import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openShop, type Shop } from './shop.ts';
import { git } from './template.ts';

/** A git to whose pushes another run comes first: with the same commit, made in the same second under the same name. */
async function overtakenGit(shop: Shop): Promise<NodeJS.ProcessEnv> {
  const folder = join(shop.directory, 'overtaken');
  const script = `#!/bin/sh
PATH=\${PATH#*:}
case "$1" in push) git "$@" >/dev/null 2>&1 ;; esac
exec git "$@"
`;
  await mkdir(folder);
  await writeFile(join(folder, 'git'), script, { mode: 0o755 });
  return { PATH: `${folder}:${process.env['PATH'] ?? ''}` };
}

test.each([
  ['promote catalog --to preprod', 'already'],
  ['rollback catalog --env dev --to 0.1.0', 'already'],
  ['promote catalog --to prod --skip-soak', 'requested'],
])('of two runs that make the very same commit one has made it: %s', async (command, outcome) => {
  const shop = await openShop('shipped');
  await shop.merge('feat: more', { 'services/catalog/number': '2\n' });
  await shop.deliver(`release catalog --repository r/catalog --digest sha256:${'2'.repeat(64)}`);
  await shop.deliver('deploy catalog --version 0.2.0');
  const answer = await shop.deliver(command, await overtakenGit(shop));
  expect(answer).toMatchObject({ code: 0, json: { outcome } });
  const commits = await git(shop.origin, 'rev-list', '--count', '--branches');
  expect(commits).toBe('6');
});
