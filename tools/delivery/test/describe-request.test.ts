import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { digest } from './deliver.ts';
import type { ForgeStage } from './forge-stage.ts';
import { startGitea, type GiteaServer } from './gitea-server.ts';
import { stageGitea } from './gitea-stage.ts';
import { stageGitHub } from './github-stage.ts';
import { openShop, type Shop } from './shop.ts';

let gitea: GiteaServer | undefined;
beforeAll(async () => {
  gitea = await startGitea();
}, 300_000);
afterAll(() => gitea?.stop());

const end = '<!-- delivery: end -->';

describe.each(['GitHub', 'Gitea'])('a request that someone else has opened, on %s', (name) => {
  async function open(skip: (note: string) => never): Promise<{ shop: Shop; stage: ForgeStage }> {
    const shop = await openShop('shipped');
    if (name === 'GitHub') return { shop, stage: await stageGitHub(shop) };
    return { shop, stage: await stageGitea(gitea ?? skip('there is no Gitea here'), shop) };
  }

  test('says what it changes, between what people have written, however often', async ({ skip }) => {
    const { shop, stage } = await open(skip);
    await shop.deliver('promote catalog --to prod --skip-soak', stage.env);
    await stage.merge(1);
    await shop.git('pull', '--quiet', '--no-rebase', '--no-edit', 'origin', 'main');
    const message = `feat: <img src=x> @everyone \`\`\` ${end} ${'long '.repeat(100)}`;
    await shop.merge(message, { 'services/catalog/number': '2\n' });
    await shop.deliver(`release catalog --repository r/catalog --digest ${digest(2)}`);
    await shop.deliver('deploy catalog --version 0.2.0', stage.env);
    await shop.deliver('promote catalog --to preprod', stage.env);
    await shop.deliver('promote catalog --to prod --skip-soak', stage.env);
    await stage.write(2, 'Opened by Kargo.\n');

    const described = await shop.deliver('describe-request 2', stage.env);
    expect(described.stderr).toBe('');
    expect(described.json).toMatchObject({
      outcome: 'described',
      changes: [{ service: 'catalog', environment: 'prod', version: '0.2.0' }],
    });
    const body = await bodyOf(stage, 2);
    expect(body).toMatch(/^Opened by Kargo\.\n\n<!-- delivery: what/);
    expect(body).toMatch(/\| version \| 0\.1\.0 \| 0\.2\.0 \|/);
    expect(body).toMatch(/\n````text\n[0-9a-f]{7} feat: <img src=x> @everyone ``` .*\(cut\)\n````\n/);
    expect(body).toMatch(
      /Tried before:\n\n```text\nin preprod since 20\S+, by .+\nthe 30m that .* end at 20/,
    );
    expect(body.split(end)).toHaveLength(2);
    expect((await shop.deliver('describe-request 2', stage.env)).json).toMatchObject({ outcome: 'already' });

    await stage.write(2, `Above.\n${body.replace('0.1.0', '0.0.9')}\nBelow.`);
    await shop.deliver('describe-request 2', stage.env);
    expect(await bodyOf(stage, 2)).toBe(`Above.\n${body}\nBelow.`);
    await shop.deliver('promote catalog --to prod --skip-soak', stage.env);
    expect(await bodyOf(stage, 2)).toBe(`Above.\n${body}\nBelow.`);

    await stage.write(2, 'x'.repeat(50_000));
    const full = await shop.deliver('describe-request 2', stage.env);
    expect(full).toMatchObject({ code: 3 });
    expect(full.stderr).toMatch(/no room for what it changes.*Shorten its text/);
    expect((await shop.deliver('describe-request 1', stage.env)).json).toMatchObject({
      outcome: 'skipped',
      reason: 'it is closed',
    });
    const missing = await shop.deliver('describe-request 99', stage.env);
    expect(missing).toMatchObject({ code: 1 });
    expect(missing.stderr).toMatch(/has no request 99.*Check the number/);
  });
});

async function bodyOf(stage: ForgeStage, number: number): Promise<string> {
  const requests = await stage.requests();
  return (
    requests
      .find((request) => request.number === number)
      ?.body.replaceAll('\r', '')
      .trim() ?? ''
  );
}

test('what is no number, and an env-repo on no forge, are told', async () => {
  const shop = await openShop();
  expect((await shop.deliver('describe-request x')).stderr).toMatch(/A request has a number/);
  expect((await shop.deliver('describe-request 1')).stderr).toMatch(/on no forge.*Set ENV_REPO/);
});
