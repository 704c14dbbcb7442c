import type { Policy } from '@foldline/delivery/policy-schema';
import { describe, expect, inject, test } from 'vitest';
import { all, nameOf } from './objects.ts';
import { policy, render } from './render.ts';

describe.skipIf(inject('helm') === undefined)('the policy alone', () => {
  test('adds a service', async () => {
    expect(await added({ ...policy, services: [...policy.services, 'newcomer'] })).toEqual([
      ...policy.environments.map(({ name }) => `Stage foldline/newcomer-${name}`),
      'Warehouse foldline/newcomer',
    ]);
  });

  test('adds an environment', async () => {
    const last = policy.environments.at(-1);
    if (!last) throw new Error('The policy has no environment.');
    const newcomer = { name: 'newcomer', gate: 'pull-request' as const };
    const given = { ...policy, environments: [...policy.environments.slice(0, -1), newcomer, last] };
    expect(await added(given)).toEqual([
      'Namespace foldline-newcomer',
      'NetworkPolicy foldline-newcomer/default-deny',
      'NetworkPolicy foldline-newcomer/verification',
      'ResourceQuota foldline-newcomer/environment',
      'LimitRange foldline-newcomer/environment',
      'AppProject argocd/foldline-newcomer',
      'ApplicationSet argocd/foldline-newcomer',
      ...policy.services.map((service) => `Stage foldline/${service}-newcomer`),
    ]);
    const sources = all(await render(given), 'Stage')
      .filter(({ metadata }) => metadata.name.endsWith(`-${last.name}`))
      .flatMap(({ spec }) => spec.requestedFreight[0]?.sources.stages);
    expect(sources).toEqual(policy.services.map((service) => `${service}-newcomer`));
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
