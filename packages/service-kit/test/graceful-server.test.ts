import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import {
  runServiceCommand,
  startServiceProcess,
  type ServiceProcess,
} from '../src/testing/service-process.ts';
import { stopUnderLoad } from '../src/testing/stop-under-load.ts';

const fixture = { cwd: new URL('..', import.meta.url), script: 'test/fixtures/service.ts' };
let service: ServiceProcess | undefined;

async function start(env: Record<string, string> = {}): Promise<ServiceProcess> {
  service = await startServiceProcess({ ...fixture, env });
  return service;
}
afterEach(() => {
  service?.kill('SIGKILL');
});

test('stopping under load fails no request, and ends with 0', async () => {
  const fixture = await start({ SHUTDOWN_DELAY_MS: '6000' });
  const request = async (): Promise<number> => (await fetch(`${fixture.url}/slow`)).status;
  const stopped = await stopUnderLoad({ service: fixture, clients: 20, request });
  expect(stopped).toEqual({ outcomes: [200], ended: 0 });
});

test('a request that is being answered when the process is told to stop is answered', async () => {
  const { url, kill, ended } = await start();
  const answers = Array.from({ length: 10 }, () => fetch(`${url}/slow`));
  await Promise.race(answers);
  const late = fetch(`${url}/slow`);
  await expect.poll(async () => (await fetch(`${url}/livez`)).status).toBe(200);
  kill('SIGTERM');
  expect((await late).status).toBe(200);
  expect(await ended).toBe(0);
});

test.each(['SIGINT', 'SIGHUP'] as const)('%s stops it too', async (signal) => {
  const { kill, ended } = await start();
  kill(signal);
  expect(await ended).toBe(0);
});

test('an error that nobody caught is logged, and ends the process with 1', async () => {
  const { url, ended, output } = await start();
  await fetch(`${url}/crash`).catch(() => undefined);
  expect(await ended).toBe(1);
  expect(output()).toContain('nobody caught this');
});

test('a taken port is told in a sentence', async () => {
  const blocker = createServer().listen(0, '127.0.0.1');
  await once(blocker, 'listening');
  const { port } = blocker.address() as AddressInfo;
  const { code, output } = await runServiceCommand({ ...fixture, env: { PORT: String(port) } });
  blocker.close();
  expect(code).toBe(1);
  expect(output).toBe(`Port ${port} is taken by another program. Stop it, or set PORT to a free one.\n`);
});

test('an address that is not of this machine is told in a sentence', async () => {
  // Of a block that is for documentation: https://www.rfc-editor.org/rfc/rfc5737
  const { code, output } = await runServiceCommand({ ...fixture, env: { HOST: '192.0.2.1' } });
  expect(code).toBe(1);
  expect(output).toBe(
    'This machine has no address 192.0.2.1. Set HOST to one of its own, or to 0.0.0.0 for all.\n',
  );
});

test('a host name that nothing knows is told in a sentence', async () => {
  // A top level that never resolves: https://www.rfc-editor.org/rfc/rfc6761
  const { code, output } = await runServiceCommand({ ...fixture, env: { HOST: 'shop.invalid' } });
  expect(code).toBe(1);
  expect(output).toBe(
    'No address is known for shop.invalid. Set HOST to an address of this machine, or to 0.0.0.0 for all.\n',
  );
});

test('a bad configuration is told whole, and ends the process with 1', async () => {
  const { code, output } = await runServiceCommand({ ...fixture, env: { PORT: 'x', LOG_LEVEL: 'y' } });
  expect(code).toBe(1);
  expect(output).toContain('The configuration has 2 problems');
  expect(output).not.toContain('    at ');
});

test('an unknown command names the known ones', async () => {
  const { code, output } = await runServiceCommand({ ...fixture, env: {}, args: ['fly'] });
  expect(code).toBe(1);
  expect(output).toBe('Unknown command "fly". Use one of: serve.\n');
});
