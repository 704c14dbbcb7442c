import { cp, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { digest } from './deliver.ts';
import { stageGitHub } from './github-stage.ts';
import { runProcess } from './processes.ts';
import { openShop, type Shop } from './shop.ts';
import { git } from './template.ts';

/**
 * A git that ends the process which starts it: before its first push, or after as many calls as a variable says, of which
 * that push is the first. Nothing that comes before it can be seen by anyone else.
 */
async function deadlyGit(shop: Shop): Promise<(calls: number) => NodeJS.ProcessEnv> {
  const folder = join(shop.directory, 'deadly');
  const script = `#!/bin/sh
PATH=\${PATH#*:}
[ "$1" = push ] || [ -e "$CALLS" ] || exec git "$@"
if [ "$KILL_AFTER" -gt 0 ]; then
  echo "$1" >> "$CALLS"
  [ "$(wc -l < "$CALLS")" -eq "$KILL_AFTER" ] || exec git "$@"
  git "$@"
fi
kill -9 $PPID
`;
  await mkdir(folder);
  await writeFile(join(folder, 'git'), script, { mode: 0o755 });
  return (calls) => ({
    PATH: `${folder}:${process.env['PATH'] ?? ''}`,
    KILL_AFTER: String(calls),
    CALLS: join(folder, `calls-${calls}`),
  });
}

/** What is published: each name with the content that it stands for, but not who made it when. */
function published(shop: Shop): Promise<string> {
  return git(shop.origin, 'for-each-ref', '--format=%(refname) %(objecttype) %(tree)%(*objectname)');
}

const release = `release catalog --repository r/catalog --digest ${digest(2)}`;
const deploy = 'deploy catalog --version 0.2.0';

// A promotion to preprod is published as a rollback of dev is, and a rollback of prod asks as a promotion does.
test.each([
  ['a release', release, [], 'already'],
  ['a deployment', deploy, [release], 'already'],
  ['a promotion that asks', 'promote catalog --to prod --skip-soak', [], 'requested'],
  ['a rollback', 'rollback catalog --env dev --to 0.1.0', [release, deploy], 'already'],
])(
  'killed before and after all that others can see, and run again, %s comes to the same end',
  async (_, command, before, again) => {
    const shop = await openShop('shipped');
    const { env, api } = await stageGitHub(shop);
    await shop.merge('feat: more', { 'services/catalog/number': '2\n' });
    for (const earlier of before) await shop.deliver(earlier);
    const start = await published(shop);
    const kept = join(shop.directory, 'start.git');
    await cp(shop.origin, kept, { recursive: true });
    const killAfter = await deadlyGit(shop);

    const killed = await runProcess(shop, [command], { env: { ...env, ...killAfter(0) } });
    expect(killed).toMatchObject({ signal: 'SIGKILL', answers: [] });
    expect(await published(shop)).toBe(start);

    const ends: string[] = [];
    let calls = 0;
    let isKilled = true;
    while (isKilled) {
      calls += 1;
      const ended = await runProcess(shop, [command], { env: { ...env, ...killAfter(calls) } });
      isKilled = ended.signal === 'SIGKILL';
      expect({ calls, ...ended }).toMatchObject(isKilled ? { answers: [] } : { code: 0 });
      ends.push(await published(shop));
      expect(await shop.deliver(command, env)).toMatchObject({ code: 0, json: { outcome: again } });
      ends.push(await published(shop));
      await rm(shop.origin, { recursive: true });
      await cp(kept, shop.origin, { recursive: true });
    }
    expect(ends).not.toContain(start);
    // The last one was not killed.
    expect(calls).toBeGreaterThan(1);
    expect(new Set(ends).size).toBe(1);
    expect(api.pulls.filter(({ state }) => state === 'open')).toHaveLength(again === 'requested' ? 1 : 0);
  },
);
