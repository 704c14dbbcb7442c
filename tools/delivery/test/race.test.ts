import { expect, test } from 'vitest';
import { digest } from './deliver.ts';
import { services } from './miniature.ts';
import { runProcess } from './processes.ts';
import { openShop, type Shop } from './shop.ts';
import { git } from './template.ts';

test('fifty processes that release and deploy four services lose nothing, and the newest is there in the end', async () => {
  const shop = await openShop();
  const commits: string[] = [];
  for (const number of [1, 2, 3]) {
    commits.push(
      await shop.merge(`feat: ${number}`, { 'packages/service-kit/src/config.ts': `${number}\n` }),
    );
  }
  const runs = Array.from({ length: 50 }, (_, index) => ({
    service: services[index % 4] ?? '',
    commit: commits[Math.floor(index / 4) % 3] ?? '',
    build: index,
  }));
  const answers = await Promise.all(runs.map((run) => releaseAndDeploy(shop, run)));
  expect(answers.filter(({ code, stderr }) => code !== 0 || stderr !== '')).toEqual([]);

  for (const service of services) {
    const own = answers.filter((_, index) => runs[index]?.service === service);
    const released = own.flatMap(({ release }) => (release.outcome === 'released' ? [release.version] : []));
    const tags = (await git(shop.origin, 'tag', '--list', `${service}-v*`)).split('\n');
    // Each version was made by one run, and each of the others names one that there is.
    expect(released.map((version) => `${service}-v${version}`).sort()).toEqual(tags);
    expect(tags).toEqual(expect.arrayContaining(own.map(({ release }) => `${service}-v${release.version}`)));
    const newest = await git(shop.origin, 'tag', '--list', `${service}-v*`, '--points-at', commits[2] ?? '');
    const file = await git(shop.origin, 'cat-file', 'blob', `main:env-repo/envs/dev/${service}/release.yaml`);
    expect(file).toContain(`chart: '${newest}'`);

    const log = await git(shop.origin, 'log', '--format=%s', 'main', '--', `env-repo/envs/dev/${service}`);
    const deployed = own.filter(({ deployment }) => deployment.outcome === 'deployed');
    expect(log.split('\n').filter((subject) => subject.startsWith('chore(dev)'))).toHaveLength(
      deployed.length,
    );
  }
});

interface Outcome {
  outcome: string;
  version: string;
}

/** As a workflow does: it deploys the version that the release answers. */
async function releaseAndDeploy(
  shop: Shop,
  { service, commit, build }: { service: string; commit: string; build: number },
): Promise<{ code: number | null; stderr: string; release: Outcome; deployment: Outcome }> {
  const { code, stderr, answers } = await runProcess(shop, [
    `release ${service} --commit ${commit} --repository r/${service} --digest ${digest(build)}`,
    `deploy ${service} --version {version}`,
  ]);
  const [release, deployment] = answers as unknown as Outcome[];
  if (!release || !deployment) throw new Error(`A run has not come to its end: ${stderr}`);
  return { code, stderr, release, deployment };
}
