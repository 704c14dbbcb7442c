import { describe, expect, inject, test } from 'vitest';
import { all, one } from './objects.ts';
import { charts, policy, render, repository } from './render.ts';

describe.skipIf(inject('helm') === undefined)('an environment', () => {
  test('takes nothing but ours, into nothing but its namespace', async () => {
    const objects = await render();
    for (const { name } of policy.environments) {
      const { spec } = one(objects, 'AppProject', `foldline-${name}`);
      expect(spec.sourceRepos).toEqual([repository, charts]);
      expect(spec.destinations.map(({ namespace }) => namespace)).toEqual([`foldline-${name}`]);
      expect(spec.clusterResourceWhitelist ?? []).toEqual([]);
    }
  });

  test('runs pods without privileges only', async () => {
    const namespaces = all(await render(), 'Namespace');
    expect(namespaces).toHaveLength(policy.environments.length + 1);
    for (const { metadata } of namespaces) {
      expect(metadata.labels).toMatchObject({ 'pod-security.kubernetes.io/enforce': 'restricted' });
    }
  });

  test('is closed to what no other policy allows', async () => {
    const denials = all(await render(), 'NetworkPolicy').filter(
      ({ metadata }) => metadata.name === 'default-deny',
    );
    expect(denials.map(({ metadata }) => metadata.namespace)).toEqual(
      policy.environments.map(({ name }) => `foldline-${name}`),
    );
    for (const { spec } of denials)
      expect(spec).toEqual({ podSelector: {}, policyTypes: ['Ingress', 'Egress'] });
  });

  test('is what git says, whoever changes it by hand', async () => {
    for (const { spec } of all(await render(), 'ApplicationSet')) {
      expect(spec.goTemplateOptions).toEqual(['missingkey=error']);
      expect(spec.template.spec.syncPolicy.automated).toEqual({ enabled: true, prune: true, selfHeal: true });
    }
  });

  test('is not lost with a file, where a person lets releases in', async () => {
    const objects = await render();
    const set = (name: string): object => one(objects, 'ApplicationSet', `foldline-${name}`).spec;
    expect(set('dev')).toMatchObject({
      syncPolicy: { applicationsSync: 'sync', preserveResourcesOnDeletion: false },
    });
    expect(set('prod')).toMatchObject({
      syncPolicy: { applicationsSync: 'create-update', preserveResourcesOnDeletion: true },
    });
    expect(set('prod')).not.toHaveProperty('template.metadata.finalizers');
  });
});

describe.skipIf(inject('helm') === undefined)('the chart refuses', () => {
  test.each([
    ['a repository that nobody names', { repository: { url: '' } }, /repository\.url is missing/],
    [
      'an address with a password',
      { repository: { url: 'https://me:secret@forge.example/x.git' } },
      /repository/,
    ],
    [
      'charts under the address of the env-repo',
      { charts: { url: repository } },
      /no two revisions of one address/,
    ],
    [
      'the same address, written otherwise',
      { charts: { url: repository.replace('.git', '').toUpperCase().replace('HTTPS', 'https') } },
      /no two revisions of one address/,
    ],
    ['images that are nowhere', { verification: { registry: '' } }, /verification\.registry is missing/],
    ['a value that it does not know', { repo: {} }, /repo/],
  ])('%s', async (_, values, message) => {
    await expect(render(policy, values)).rejects.toThrow(message);
  });

  test('a policy that the schema forbids', async () => {
    const environments = policy.environments.map((environment) => ({
      ...environment,
      gate: 'auto' as 'automatic',
    }));
    await expect(render({ ...policy, environments })).rejects.toThrow(/gate/);
  });
});
