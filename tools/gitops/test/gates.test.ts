import type { Policy } from '@foldline/delivery/policy-schema';
import { describe, expect, inject, test } from 'vitest';
import { all, one } from './objects.ts';
import { everyPolicy, threeEnvironments } from './policies.ts';
import { policy, render } from './render.ts';

describe.skipIf(inject('helm') === undefined)('whatever the policy says', () => {
  test('no environment with a pull request is promoted to without one, and the last has one', async () => {
    for (const given of everyPolicy()) {
      const last = given.environments.at(-1);
      const rendered = render(given);
      if (last?.gate !== 'pull-request') {
        await expect(rendered, gatesOf(given)).rejects.toThrow('a person lets releases in');
        continue;
      }
      const objects = await rendered;
      const [config] = all(objects, 'ProjectConfig');
      const automatic = config?.spec.promotionPolicies
        .filter(({ autoPromotionEnabled }) => autoPromotionEnabled)
        .map(({ stageSelector }) => stageSelector);
      const open = given.environments.filter(({ gate }) => gate !== 'pull-request');
      // By exact names, so that no other Stage can be meant.
      expect(automatic, gatesOf(given)).toEqual(open.map(({ name }) => ({ name: `catalog-${name}` })));
      for (const { name } of given.environments.filter(({ gate }) => gate === 'pull-request')) {
        const steps = one(objects, 'Stage', `catalog-${name}`).spec.promotionTemplate.spec.steps;
        expect(steps.map(({ uses, task }) => uses ?? task?.name).filter((step) => step !== 'fail')).toEqual([
          'propose',
        ]);
      }
    }
  });

  test('a proposal pushes to a branch of its own, and waits for a person', async () => {
    const { steps } = one(await render(), 'PromotionTask', 'propose').spec;
    const pushes = steps.filter(({ uses }) => uses?.includes('push'));
    expect(pushes.map(({ config }) => config)).toEqual([
      expect.objectContaining({ generateTargetBranch: true }),
    ]);
    expect(pushes[0]?.config).not.toHaveProperty('targetBranch');
    const order = steps.map(({ uses }) => uses);
    expect(order.slice(order.indexOf('git-push'))).toEqual([
      'git-push',
      'git-open-pr',
      'git-wait-for-pr',
      'argocd-update',
    ]);
    expect(order).not.toContain('git-merge-pr');
  });

  test('a freight has to be in the environment before, for as long as the policy says', async () => {
    const objects = await render(threeEnvironments);
    const sources = (name: string): unknown => one(objects, 'Stage', name).spec.requestedFreight[0]?.sources;
    expect(sources('voting-dev')).toEqual({ direct: true });
    expect(sources('voting-preprod')).toEqual({ stages: ['voting-dev'] });
    expect(sources('voting-prod')).toEqual({ stages: ['voting-preprod'], requiredSoakTime: '30m0s' });
  });

  test('a freeze stops promotions, and what was merged all the same', async () => {
    const environments = threeEnvironments.environments.map((environment) =>
      environment.name === 'prod'
        ? {
            ...environment,
            freezes: [{ from: '2026-12-18T18:00Z', to: '2027-01-04T06:30Z', reason: 'Rest' }],
          }
        : environment,
    );
    const objects = await render({ ...policy, environments });
    expect(one(objects, 'Stage', 'catalog-prod').spec.promotionTemplate.spec.steps[0]).toEqual({
      uses: 'fail',
      if: "${{ now() >= date('2026-12-18T18:00:00Z') && now() < date('2027-01-04T06:30:00Z') }}",
      config: { message: 'prod is frozen until 2027-01-04T06:30Z: Rest.' },
    });
    expect(one(objects, 'AppProject', 'foldline-prod').spec.syncWindows).toEqual([
      expect.objectContaining({ kind: 'deny', schedule: '0 18 18 12 *', duration: '23790m' }),
    ]);
    expect(one(objects, 'AppProject', 'foldline-preprod').spec).not.toHaveProperty('syncWindows');
  });
});

function gatesOf({ environments }: Policy): string {
  return environments.map(({ gate }) => gate).join(', ');
}
