import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { digest } from './deliver.ts';
import type { ForgeStage } from './forge-stage.ts';
import { startGitea, type GiteaServer } from './gitea-server.ts';
import { stageGitea } from './gitea-stage.ts';
import { stageGitHub, type GitHubStage } from './github-stage.ts';
import { openShop, type Shop } from './shop.ts';

let gitea: GiteaServer | undefined;
beforeAll(async () => {
  gitea = await startGitea();
}, 300_000);
afterAll(() => gitea?.stop());

const propose = 'promote catalog --to prod --skip-soak';

/** Brings catalog 0.2.0 to preprod, with a message that would be noticed on a page. */
async function ship(shop: Shop, { env }: ForgeStage): Promise<void> {
  await shop.git('pull', '--quiet', '--no-rebase', '--no-edit', 'origin', 'main');
  await shop.merge('feat: more ```\n\n@everyone', { 'services/catalog/number': '2\n' });
  await shop.deliver(`release catalog --repository r/catalog --digest ${digest(2)}`);
  await shop.deliver('deploy catalog --version 0.2.0', env);
  await shop.deliver('promote catalog --to preprod', env);
}

describe.each(['GitHub', 'Gitea'])('a release that a person lets in, on %s', (name) => {
  async function open(skip: (note: string) => never): Promise<{ shop: Shop; stage: ForgeStage }> {
    const shop = await openShop('shipped');
    if (name === 'GitHub') return { shop, stage: await stageGitHub(shop) };
    return { shop, stage: await stageGitea(gitea ?? skip('there is no Gitea here'), shop) };
  }

  test('is one request, which says what comes and follows the latest wish', async ({ skip }) => {
    const { shop, stage } = await open(skip);
    const first = await shop.deliver(propose, stage.env);
    expect(first).toMatchObject({ code: 0, json: { outcome: 'requested', branch: 'promote/prod/catalog' } });
    expect(first.json['request']).toMatch(/^https?:\/\/.*\/pulls?\/1$/);
    expect((await shop.deliver(propose, stage.env)).json).toEqual(first.json);

    await ship(shop, stage);
    expect((await shop.deliver(propose, stage.env)).json['request']).toBe(first.json['request']);
    const requests = await stage.requests();
    expect(requests).toMatchObject([
      { number: 1, state: 'open', title: 'chore(prod): promote catalog 0.2.0' },
    ]);
    expect(requests[0]?.body).toMatch(/\| version \| none \| 0\.2\.0 \|/);
    expect(requests[0]?.body).toMatch(/In the cluster:\s+not shown, since helm is not installed/);
  });

  test('is there when it is merged, with who did it, and the next request lists the commits since', async ({
    skip,
  }) => {
    const { shop, stage } = await open(skip);
    expect((await shop.deliver(propose, stage.env)).stderr).toBe('');
    await stage.merge(1);
    expect((await shop.deliver(propose, stage.env)).json).toMatchObject({
      outcome: 'already',
      version: '0.1.0',
    });
    const { json } = await shop.deliver('history catalog --env prod', stage.env);
    expect(json['arrivals']).toMatchObject([{ version: '0.1.0', by: name === 'Gitea' ? 'ada' : 'Mara' }]);
    await ship(shop, stage);
    await shop.deliver(propose, stage.env);
    const [, second] = await stage.requests();
    expect(second).toMatchObject({ number: 2, state: 'open' });
    expect(second?.body.replaceAll('\r', '')).toMatch(
      /\n````text\n[0-9a-f]{7} feat: more ``` \(Mara\)\n````\n/,
    );
  });

  test('is asked for anew after a person has said no', async ({ skip }) => {
    const { shop, stage } = await open(skip);
    expect((await shop.deliver(propose, stage.env)).stderr).toBe('');
    await stage.close(1);
    const second = await shop.deliver(propose, stage.env);
    expect(second.json['request']).toMatch(/\/2$/);
    expect((await shop.deliver(propose, stage.env)).json).toEqual(second.json);
    expect(await openRequests(stage)).toEqual([2]);
  });

  test('is asked for once by runs at the same time', async ({ skip }) => {
    const { shop, stage } = await open(skip);
    const answers = await Promise.all([1, 2, 3].map(() => shop.deliver(propose, stage.env)));
    expect(answers.map(({ code }) => code)).toEqual([0, 0, 0]);
    expect(await openRequests(stage)).toHaveLength(1);
  });

  test('is refused to a stranger, and no message has the token', async ({ skip }) => {
    const { shop, stage } = await open(skip);
    const { code, stdout, stderr } = await shop.deliver(propose, stage.strangerEnv);
    expect(code).toBe(1);
    expect(stderr).toMatch(/not let us in.*Set ENV_TOKEN/s);
    expect(stdout + stderr).not.toContain(stage.strangerEnv['ENV_TOKEN']);
    const without = await shop.deliver(propose, { ...stage.env, ENV_TOKEN: '' });
    expect(without.code).not.toBe(0);
    expect(without.stderr).toMatch(/ENV_TOKEN/);
  });
});

describe('GitHub', () => {
  async function open(): Promise<GitHubStage & { shop: Shop }> {
    const shop = await openShop('shipped');
    return { shop, ...(await stageGitHub(shop)) };
  }

  test('that is busy, or has a limit that passes soon, is waited for', async () => {
    const { shop, api, env } = await open();
    const limit = { status: 429, headers: { 'retry-after': '0' }, message: 'secondary rate limit' };
    api.refuse({ method: 'GET', status: 502 }, { method: 'GET', ...limit }, { method: 'POST', ...limit });
    expect((await shop.deliver(propose, env)).json).toMatchObject({ outcome: 'requested' });
    expect(api.asked).toEqual(['GET', 'GET', 'GET', 'POST', 'POST', 'GET']);
  });

  test('that has a limit for long says until when, and the next run goes on where this one ended', async () => {
    const { shop, api, env } = await open();
    const reset = Math.floor(Date.now() / 1000) + 1800;
    const headers = { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(reset) };
    api.refuse({ method: 'POST', status: 403, headers, message: 'API rate limit exceeded' });
    const limited = await shop.deliver(propose, env);
    expect(limited.code).toBe(4);
    expect(limited.stderr).toMatch(/enough requests of this token for now\. Run the command again after 20/);
    expect((await shop.deliver(propose, env)).json).toMatchObject({ outcome: 'requested' });
    expect(api.pulls).toHaveLength(1);
  });

  test('that fails while it opens a request is not asked twice, since it may have opened it', async () => {
    const { shop, api, env } = await open();
    api.refuse({ method: 'POST', status: 502, isDone: true });
    const lost = await shop.deliver(propose, env);
    expect(lost.code).toBe(4);
    expect(lost.stderr).toMatch(/answers 502\. Run the command again/);
    expect(api.asked).toEqual(['GET', 'POST']);
    expect((await shop.deliver(propose, env)).json).toMatchObject({ outcome: 'requested' });
    expect(api.pulls).toHaveLength(1);
  });

  test('on which another run is faster has one request all the same', async () => {
    const { shop, api, env } = await open();
    api.overtake();
    expect((await shop.deliver(propose, env)).json).toMatchObject({ outcome: 'requested' });
    expect(api.pulls).toMatchObject([{ title: 'chore(prod): promote catalog 0.1.0' }]);
  });

  test('that lets no action open pull requests says where to allow it', async () => {
    const { shop, api, env } = await open();
    const message = 'GitHub Actions is not permitted to create or approve pull requests.';
    api.refuse({ method: 'POST', status: 403, message });
    const { code, stderr } = await shop.deliver(propose, env);
    expect(code).toBe(1);
    expect(stderr).toMatch(/not permitted to create.*settings allow it/);
  });

  test('that knows no such repository says what to check', async () => {
    const { shop, api, env } = await open();
    api.refuse({ method: 'GET', status: 404, message: 'Not Found' });
    const { code, stderr } = await shop.deliver(propose, env);
    expect(code).toBe(1);
    expect(stderr).toMatch(/GitHub has no repository foldline\/environments for this token.*Check ENV_REPO/);
  });
});

async function openRequests(stage: ForgeStage): Promise<number[]> {
  const requests = await stage.requests();
  return requests.filter(({ state }) => state === 'open').map(({ number }) => number);
}
