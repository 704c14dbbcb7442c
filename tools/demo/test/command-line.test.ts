import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, onTestFinished, test } from 'vitest';
import { good, Machine, takePort, type Ended, type Programs } from './machine.ts';

// The programs that stand in for others are shell scripts.
describe.skipIf(process.platform === 'win32')('the demo', () => {
  const made: Machine[] = [];
  afterEach(async () => {
    for (const machine of made.splice(0)) await machine.remove();
  });

  async function machine(programs: Programs = good): Promise<Machine> {
    const one = await Machine.with(programs);
    made.push(one);
    return one;
  }

  function without(missing: string): Programs {
    return Object.fromEntries(Object.entries(good).filter(([name]) => name !== missing));
  }

  test('says what it can do, and what it cannot', async () => {
    const here = await machine();
    const help = await here.demo(['--help']);
    expect(help.code).toBe(0);
    expect(help.stdout).toContain('up [options]');
    const unknown = await here.demo(['dance']);
    expect(unknown.code).toBe(2);
    expect(unknown.stderr).toContain("unknown command 'dance'");
    expect(await here.demo(['up', '--port', 'eighty'])).toMatchObject({ code: 2 });
  });

  test('tells of all that the machine lacks, at once, before it makes anything', async () => {
    const docker = `echo '{"MemTotal": ${2 * 2 ** 30}}'`;
    const here = await machine({ ...without('kind'), helm: 'echo v3.12.0', docker });
    const { code, stderr } = await here.demo(['up']);
    expect(code).toBe(2);
    expect(stderr).toMatch(/kind is missing, or does not run\. Install 0\.32\.0 or newer: https:/);
    expect(stderr).toMatch(/helm is 3\.12\.0, and 3\.19\.0 is needed/);
    expect(stderr).toMatch(/has 2\.0 GiB of memory, and the demo needs 6/);
    expect((await here.demo(['status'])).stderr).toContain('No demo is up');
  });

  test('asks for a container engine', async () => {
    const { stderr } = await (await machine(without('docker'))).demo(['up']);
    expect(stderr).toContain('Neither Docker nor Podman answers');
  });

  test('tells which port is taken', async () => {
    const { port, close } = await takePort();
    const { code, stderr } = await (await machine()).demo(['up', '--port', String(port)]);
    close();
    expect(code).toBe(2);
    expect(stderr).toMatch(new RegExp(`Port ${port} \\(shop\\) is taken.*take four others: .* --port`));
  });

  test('leaves a cluster alone that is not its own', async () => {
    const { code, stderr } = await (await machine()).demo(['up'], { clusters: ['foldline'] });
    expect(code).toBe(2);
    expect(stderr).toContain("kind has a cluster foldline that is not the demo's");
  });

  test('can be run again after a failure, and taken away', async () => {
    const { port, close } = await takePort();
    close();
    const here = await machine();
    for (let run = 1; run <= 2; run += 1) {
      const { code, stderr } = await here.demo(['up', '--port', String(port)]);
      expect(code).toBe(1);
      expect(stderr).toContain('no room for a node');
    }
    const other = await here.demo(['up', '--name', 'another']);
    expect(other.code).toBe(2);
    expect(other.stderr).toContain('A demo is up already, or was begun: foldline');
    expect(await here.demo(['down'])).toMatchObject({ code: 0 });
    expect((await here.demo(['down'])).stdout).toContain('nothing to take away');
  });

  test('asks for what it has to know of a cluster that is there', async () => {
    const here = await machine();
    expect((await here.demo(['up', '--context', 'mine'])).stderr).toContain('--context needs --ctr');
    const { code, stderr } = await here.demo(['up', '--context', 'mine', '--ctr', 'ctr']);
    expect(code).toBe(2);
    expect(stderr).toContain('FORGE_URL');
  });

  test('goes on with a newer token and another way to the node, not with another forge or database', async () => {
    const tokens: (string | undefined)[] = [];
    const forge = createServer((request, response) => {
      tokens.push(request.headers.authorization);
      response.writeHead(401).end('{}');
    }).listen(0, '127.0.0.1');
    onTestFinished(() => void forge.close());
    await once(forge, 'listening');
    const url = `http://127.0.0.1:${(forge.address() as AddressInfo).port}`;
    // Little memory is enough: no cluster is made in this machine's container engine.
    const here = await machine({ ...good, docker: `echo '{"MemTotal": ${2 ** 30}}'` });
    const up = (more: readonly string[], env: NodeJS.ProcessEnv): Promise<Ended> =>
      here.demo(['up', '--context', 'mine', '--no-build', ...more], { env: { FORGE_USER: 'me', ...env } });

    expect((await up(['--ctr', 'ctr'], { FORGE_URL: url, FORGE_TOKEN: 'old' })).code).toBe(1);
    expect((await up([], { FORGE_TOKEN: 'new' })).code).toBe(1);
    expect(new Set(tokens)).toEqual(new Set(['token old', 'token new']));
    expect((await up(['--ctr', 'sudo ctr'], {})).code).toBe(1);
    const another = await up([], { FORGE_URL: 'http://127.0.0.1:9' });
    const older = await up(['--postgresql', 'postgresql:15'], {});
    const stranger = await up([], { FORGE_USER: 'you', FORGE_TOKEN: 'theirs' });
    for (const { code, stderr } of [another, older, stranger]) {
      expect(code).toBe(2);
      expect(stderr).toContain('A demo is up already');
    }
  });
});
