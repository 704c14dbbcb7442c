import { spawnSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { describe, expect, test } from 'vitest';
import { fixtureShop, postgresPid } from './fixture-shop.ts';
import type { FixtureShop } from './fixture-shop.ts';
import { bin, isAlive, runCommand, runShop, servicePids } from './run-command.ts';
import type { RunningCommand } from './run-command.ts';

async function expectNothingLeft({ root }: FixtureShop, shop: RunningCommand, services = 3): Promise<void> {
  const pids = servicePids(shop.stdout());
  expect(pids).toHaveLength(services);
  await expect.poll(() => pids.filter(isAlive)).toEqual([]);
  await expect.poll(() => postgresPid(root)).toBeUndefined();
}

test.each(['SIGTERM', 'SIGHUP'] as const)('%s stops everything, as Ctrl-C does', async (signal) => {
  const fixture = await fixtureShop({ databases: false });
  const shop = runShop(fixture.root, ['start']);
  await shop.says(/is ready/);

  shop.child.kill(signal);

  expect(await shop.exitCode).toBe(0);
  await expectNothingLeft(fixture, shop);
});

test('a signal during the start leaves nothing behind either', async () => {
  const fixture = await fixtureShop();
  const shop = runShop(fixture.root, ['start']);
  await shop.says(/"service":"frontend"/);

  shop.child.kill('SIGINT');

  expect(await shop.exitCode).toBe(0);
  await expect.poll(() => servicePids(shop.stdout()).filter(isAlive)).toEqual([]);
  expect(await postgresPid(fixture.root)).toBeUndefined();
});

test('a second signal ends a service that does not listen', async () => {
  const fixture = await fixtureShop({ databases: false });
  const shop = runShop(fixture.root, ['start'], { STUBBORN: 'frontend' });
  await shop.says(/is ready/);
  shop.child.kill('SIGINT');
  await shop.says(/Stopping/);

  // Two within half a second count as one: npm doubles a Ctrl-C.
  await new Promise((resolve) => setTimeout(resolve, 600));
  shop.child.kill('SIGINT');

  expect(await shop.exitCode).toBe(1);
  expect(shop.stdout()).not.toContain('did not stop in');
  await expectNothingLeft(fixture, shop);
});

test('a service that does not stop in its time is killed, and that is said', async () => {
  const fixture = await fixtureShop({ databases: false });
  const shop = runShop(fixture.root, ['start'], { STUBBORN: 'frontend', SHUTDOWN_TIMEOUT_MS: '500' });
  await shop.says(/is ready/);

  shop.child.kill('SIGTERM');

  expect(await shop.exitCode).toBe(0);
  expect(shop.stdout()).toContain('frontend did not stop in 2.5 s and was killed');
  await expectNothingLeft(fixture, shop);
});

test('services end by themselves when the launcher is killed, and the next start adopts PostgreSQL', async () => {
  const fixture = await fixtureShop();
  const killed = runShop(fixture.root, ['start']);
  await killed.says(/is ready/);
  const pids = servicePids(killed.stdout());
  const postgres = await postgresPid(fixture.root);

  killed.child.kill('SIGKILL');

  await expect.poll(() => pids.filter(isAlive)).toEqual([]);
  const shop = runShop(fixture.root, ['start', 'catalog']);
  await shop.says(/is ready/);
  expect(await postgresPid(fixture.root)).toBe(postgres);
  shop.child.kill('SIGTERM');
  await shop.exitCode;
  await expectNothingLeft(fixture, shop, 1);
});

test('what npm starts ends with npm', async () => {
  const fixture = await fixtureShop({ databases: false });
  const manifest = {
    name: 'fixture',
    engines: { node: '>=20.19.0' },
    scripts: { start: `"${process.execPath}" "${bin}" start --root "${fixture.root}"` },
  };
  await writeFile(join(fixture.root, 'package.json'), JSON.stringify(manifest));
  const shop = runCommand('npm', ['start', '--prefix', fixture.root]);
  await shop.says(/is ready/);

  shop.child.kill('SIGTERM');

  await expectNothingLeft(fixture, shop);
});

// util-linux's script(1) gives a command a terminal; that of macOS and BSD is another program.
const hasScript = spawnSync('script', ['--version'], { encoding: 'utf8' }).stdout.includes('util-linux');

const prettyLine = /^catalog {3}\[\d\d:\d\d:\d\d\] INFO: process \d+\r$/m;

describe.runIf(hasScript)('in a terminal', () => {
  function runInTerminal(args: string, root: string, env: NodeJS.ProcessEnv = {}): RunningCommand {
    const command = `exec "${process.execPath}" "${bin}" ${args} --root "${root}"`;
    return runCommand('script', ['-qefc', command, '/dev/null'], { TERM: 'xterm-256color', ...env });
  }

  test('the log is pretty, a line each, with the name of the service in its colour', async () => {
    const fixture = await fixtureShop({ databases: false });
    const shop = runInTerminal('start catalog', fixture.root);
    await shop.says(/is ready/);

    const coloured = stripVTControlCharacters(shop.stdout()) !== shop.stdout();
    expect(coloured).toBe(true);
    expect(stripVTControlCharacters(shop.stdout())).toMatch(prettyLine);
  });

  test('NO_COLOR is respected', async () => {
    const fixture = await fixtureShop({ databases: false });
    const shop = runInTerminal('start catalog', fixture.root, { NO_COLOR: '1' });
    await shop.says(/is ready/);

    expect(shop.stdout()).not.toContain('\u001B');
    expect(shop.stdout()).toMatch(prettyLine);
  });

  test('Ctrl-C reaches the launcher only, which stops in order', async () => {
    const fixture = await fixtureShop({ databases: false });
    const shop = runInTerminal('start', fixture.root, { NO_COLOR: '1' });
    await shop.says(/is ready/);

    shop.child.stdin?.write('\u0003');

    expect(await shop.exitCode).toBe(0);
    expect(shop.stdout()).toMatch(/frontend.*stopped[^]*voting.*stopped[^]*catalog.*stopped[^]*Stopped\./);
  });

  test('closing it stops everything', async () => {
    const fixture = await fixtureShop();
    const shop = runInTerminal('start', fixture.root, { NO_COLOR: '1' });
    await shop.says(/is ready/);
    const pids = [...shop.stdout().matchAll(/process (\d+)\r/g)].map((match) => Number(match[1]));

    shop.child.kill('SIGKILL');

    expect(pids).toHaveLength(3);
    await expect.poll(() => pids.filter(isAlive)).toEqual([]);
    await expect.poll(() => postgresPid(fixture.root)).toBeUndefined();
  });
});
