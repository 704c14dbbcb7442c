import type { Policy } from '@foldline/delivery/policy-schema';
import { describe, expect, inject, test } from 'vitest';
import { all, nameOf } from './objects.ts';
import { policy, render } from './render.ts';

describe.skipIf(inject('helm') === undefined)('the policy alone', () => {
  test('adds a fifth service', async () => {
    expect(await added({ ...policy, services: [...policy.services, 'checkout'] })).toEqual([
      'Stage foldline/checkout-dev',
      'Stage foldline/checkout-preprod',
      'Stage foldline/checkout-prod',
      'Warehouse foldline/checkout',
    ]);
  });

  test('adds a fourth environment', async () => {
    const [dev, preprod, prod] = policy.environments;
    if (!dev || !preprod || !prod) throw new Error('The policy has fewer environments than three.');
    const canary = { name: 'canary', gate: 'pull-request' as const };
    const given = { ...policy, environments: [dev, preprod, canary, prod] };
    expect(await added(given)).toEqual([
      'Namespace foldline-canary',
      'NetworkPolicy foldline-canary/default-deny',
      'NetworkPolicy foldline-canary/verification',
      'ResourceQuota foldline-canary/environment',
      'LimitRange foldline-canary/environment',
      'AppProject argocd/foldline-canary',
      'ApplicationSet argocd/foldline-canary',
      ...policy.services.map((service) => `Stage foldline/${service}-canary`),
    ]);
    const sources = all(await render(given), 'Stage')
      .filter(({ metadata }) => metadata.name.endsWith('-prod'))
      .flatMap(({ spec }) => spec.requestedFreight[0]?.sources.stages);
    expect(sources).toEqual(policy.services.map((service) => `${service}-canary`));
  });

  test('chooses the level: what Kargo needs comes and goes, and the rest stays as it is', async () => {
    const [workflows, kargo] = await Promise.all(
      (['workflows', 'kargo'] as const).map((promoter) => render({ ...policy, promoter })),
    );
    const names = (workflows ?? []).map(nameOf);
    expect(
      names.filter((name) => /Stage|Warehouse|Promotion|Analysis|Project foldline$|verification/.test(name)),
    ).toEqual([]);
    expect(JSON.stringify(workflows)).not.toContain('kargo');
    for (const object of kargo ?? []) {
      for (const template of object.kind === 'ApplicationSet' ? all([object], 'ApplicationSet') : [])
        delete template.spec.template.metadata.annotations;
    }
    expect((kargo ?? []).filter((object) => names.includes(nameOf(object)))).toEqual(workflows);
  });
});

/** What a policy has that ours has not. */
async function added(given: Policy): Promise<string[]> {
  const ours = (await render()).map(nameOf);
  return (await render(given)).map(nameOf).filter((name) => !ours.includes(name));
}
