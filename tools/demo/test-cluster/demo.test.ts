import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { Kubectl } from '../src/kubectl.ts';
import { runDemo, type Ended } from './run-demo.ts';

const cluster = inject('demoCluster');
const name = `demo-${process.pid}`;

interface Application {
  service: string;
  environment: string;
  version: string;
  sync: string;
  health: string;
}

// Its tests are one story, told in order.
describe.skipIf(cluster === null)('the demo', () => {
  let data: string;
  let env: NodeJS.ProcessEnv;
  beforeAll(async () => {
    data = await mkdtemp(join(tmpdir(), 'foldline-demo-data-'));
    env = { ...process.env, ...cluster?.variables, DEMO_DATA: join(data, 'demo') };
  });
  afterAll(async () => {
    await demo('down');
    await rm(data, { recursive: true });
  });

  async function demo(...args: string[]): Promise<Ended> {
    const ended = await runDemo(args, env);
    process.stderr.write(ended.stdout);
    return ended;
  }

  async function applications(): Promise<Application[]> {
    const { stdout } = await runDemo(['status', '--json'], env);
    return (JSON.parse(stdout) as { applications: Application[] }).applications;
  }

  function versionsOf(service: string, all: readonly Application[]): string[] {
    return ['dev', 'preprod', 'prod'].map(
      (wanted) => all.find((each) => each.service === service && each.environment === wanted)?.version ?? '',
    );
  }

  test('comes up: twelve applications, all healthy', async () => {
    const place = ['--context', 'kubekit', '--ctr', cluster?.ctr ?? '', '--name', name];
    const images = ['--no-build', '--postgresql', cluster?.postgresql ?? ''];
    expect(await demo('up', ...place, ...images)).toMatchObject({ code: 0, stderr: '' });
    const all = await applications();
    expect(all).toHaveLength(12);
    for (const each of all)
      expect(each).toMatchObject({ version: '0.1.0', sync: 'Synced', health: 'Healthy' });
  });

  test('tells its tour, and everything happens that it tells of', async () => {
    const { code, stderr, stdout } = await demo('tour', '--no-wait');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout.match(/^\d\. .*$/gm)).toHaveLength(7);
    const all = await applications();
    expect(versionsOf('catalog', all)).toEqual(['0.1.1', '0.1.1', '0.1.0']);
    const [dev, , prod] = versionsOf('recommendation', all);
    expect([dev, prod]).toEqual(['0.1.2', '0.1.0']);
  });

  test('goes, and leaves nothing', async () => {
    expect(await demo('down')).toMatchObject({ code: 0, stderr: '' });
    expect(await readdir(data)).toEqual([]);
    const { FORGE_URL = '', FORGE_USER = '', FORGE_TOKEN = '' } = cluster?.variables ?? {};
    const repository = await fetch(`${FORGE_URL}/api/v1/repos/${FORGE_USER}/${name}`, {
      headers: { Authorization: `token ${FORGE_TOKEN}` },
      signal: AbortSignal.timeout(10_000),
    });
    expect(repository.status).toBe(404);
    const kubectl = new Kubectl('kubekit', env);
    for (const kind of [
      'namespaces',
      'applications,applicationsets,appprojects,secrets --namespace argocd',
    ]) {
      const left = await kubectl.run(['get', ...kind.split(' '), '--output', 'name']);
      expect(left).not.toContain(name);
    }
  });
});
