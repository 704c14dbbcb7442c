import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, inject, test } from 'vitest';
import { all, one, type ApplicationSet, type PromotionTask, type Step } from './objects.ts';
import { envRepo, policy, render } from './render.ts';

const [first] = policy.environments;

describe.skipIf(inject('helm') === undefined)('a release', () => {
  test('is a change of the first environment’s release.yaml, and that file is what is copied', async () => {
    const objects = await render();
    const folder = `env-repo/envs/${first?.name ?? ''}`;
    for (const { metadata, spec } of all(objects, 'Warehouse'))
      expect(spec.subscriptions[0]?.['git']?.['includePaths']).toEqual([
        `${folder}/${metadata.name}/release.yaml`,
      ]);
    const [environment, file] = ['${{ vars.environment }}', '${{ vars.service }}/release.yaml'];
    for (const name of ['promote', 'propose']) {
      expect(step(one(objects, 'PromotionTask', name), 'copy').config).toEqual({
        inPath: `./freight/${folder}/${file}`,
        outPath: `./branch/env-repo/envs/${environment}/${file}`,
      });
    }
  });

  test('is committed by one of the policy’s machines', async () => {
    const objects = await render();
    for (const name of ['promote', 'propose']) {
      const { author } = step(one(objects, 'PromotionTask', name), 'git-clone').config as {
        author: { email: string };
      };
      expect(policy.machines).toContain(author.email);
    }
  });

  test('is synced by the Stage that its Application lets', async () => {
    const objects = await render();
    const synced = all(objects, 'PromotionTask').map(
      (task) => (step(task, 'argocd-update').config as { apps: { name: string }[] }).apps[0]?.name ?? '',
    );
    for (const { name: environment } of policy.environments) {
      const { metadata } = one(objects, 'ApplicationSet', `foldline-${environment}`).spec.template;
      for (const service of policy.services) {
        const stage = one(objects, 'Stage', `${service}-${environment}`);
        const fill = (text = ''): string => text.replace('{{ .path.basename }}', service);
        expect(fill(metadata.annotations?.['kargo.akuity.io/authorized-stage'])).toBe(
          `foldline:${stage.metadata.name}`,
        );
        for (const name of synced)
          expect(
            name.replace('${{ vars.service }}', service).replace('${{ vars.environment }}', environment),
          ).toBe(fill(metadata.name));
      }
    }
  });

  test('comes to its Application whole, after what people wrote', async () => {
    const schema = join(envRepo, 'schemas', 'release.schema.json');
    const expected = placeholders(JSON.parse(readFileSync(schema, 'utf8')) as Schema);
    for (const { environment, spec } of await applicationSets()) {
      const [chart, values] = spec.template.spec.sources;
      expect(chart).toMatchObject({ path: 'charts/{{ .path.basename }}', targetRevision: '{{ .chart }}' });
      expect(chart.helm.valuesObject).toEqual(expected);
      expect(chart.helm.valueFiles).toEqual([
        `$values/env-repo/envs/${environment}/values.yaml`,
        `$values/env-repo/envs/${environment}/{{ .path.basename }}/values.yaml`,
      ]);
      expect(values.ref).toBe('values');
    }
  });

  test('is found in a repository that has nothing but the env-repo', async () => {
    const objects = await render(policy, {
      repository: { url: 'https://forge.example/shop/env.git', path: 'delivery' },
    });
    expect(JSON.stringify(objects)).not.toContain('env-repo/');
    expect(one(objects, 'ApplicationSet', 'foldline-dev').spec.generators[0]?.git.files).toEqual([
      { path: 'envs/dev/*/release.yaml' },
    ]);
  });
});

interface Schema {
  properties?: Record<string, Schema>;
}

/** Each key of a schema with what Argo CD puts in its place: a string always, so that no version becomes a number. */
function placeholders({ properties = {} }: Schema, path = ''): object {
  return Object.fromEntries(
    Object.entries(properties).map(([key, value]) => [
      key,
      value.properties ? placeholders(value, `${path}.${key}`) : `{{ ${path}.${key} }}`,
    ]),
  );
}

async function applicationSets(): Promise<(ApplicationSet & { environment: string })[]> {
  const objects = await render();
  return policy.environments.map(({ name: environment }) => ({
    ...one(objects, 'ApplicationSet', `foldline-${environment}`),
    environment,
  }));
}

/** The one step of a task that is of a kind. */
function step({ metadata, spec }: PromotionTask, uses: string): Step {
  const [found, ...more] = spec.steps.filter((candidate) => candidate.uses === uses);
  if (!found || more.length > 0) throw new Error(`${metadata.name} has not exactly one step ${uses}.`);
  return found;
}
