import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { ValidateFunction } from 'ajv/dist/2020.js';
import { describe, expect, inject, test } from 'vitest';
import { application, project } from './bootstrap.ts';
import { ajv, read, schemaOf, schemas, strict } from './object-schemas.ts';
import { all, nameOf, type KubernetesObject } from './objects.ts';
import { policy, render } from './render.ts';

const forever = [{ from: '2026-12-18T18:00Z', to: '2027-01-04T06:00Z', reason: 'the holidays' }];

/** Everything that the chart can render. */
function renderAll(): Promise<KubernetesObject[]> {
  const environments = policy.environments.map((environment) =>
    environment.gate === 'pull-request' ? { ...environment, freezes: forever } : environment,
  );
  return render(
    { ...policy, environments },
    {
      monitoring: { enabled: true, labels: { release: 'kube-prometheus-stack' } },
      webhook: { secret: 'webhook' },
      verification: { registry: 'registry.example/shop', pullSecret: 'registry' },
    },
  );
}

describe.skipIf(inject('helm') === undefined || inject('schemas') === undefined)(
  'as its schema says is',
  () => {
    test('every object, with no key that its kind does not have', async () => {
      const objects = [...(await renderAll()), project, application];
      const validators = new Map<string, ValidateFunction>();
      const problems = objects.flatMap((object) => {
        const file = schemaOf(object);
        const validate = validators.get(file) ?? ajv().compile(strict(read(file)));
        validators.set(file, validate);
        return validate(object) ? [] : [`${nameOf(object)}: ${JSON.stringify(validate.errors)}`];
      });
      expect(problems).toEqual([]);
      expect(validators.size).toBe(15);
    });

    test('every step of a promotion: Kargo looks at its configuration only when it runs', async () => {
      const objects = await renderAll();
      const steps = [
        ...all(objects, 'PromotionTask').flatMap(({ spec }) => spec.steps),
        ...all(objects, 'Stage').flatMap(({ spec }) => spec.promotionTemplate.spec.steps),
      ].filter(({ uses }) => uses !== undefined);
      const folder = join(schemas, 'kargo-steps');
      const validator = ajv();
      for (const file of readdirSync(folder).filter((name) => name.endsWith('common.json')))
        validator.addSchema(read(join(folder, file)), file);
      const problems = steps.flatMap(({ uses = '', config }) => {
        const validate = validator.compile(read(join(folder, `${uses}-config.json`)));
        return validate(evaluated(config)) ? [] : [`${uses}: ${JSON.stringify(validate.errors)}`];
      });
      expect(problems).toEqual([]);
      expect(new Set(steps.map(({ uses }) => uses)).size).toBe(10);
    });

    test('every subscription: Kargo drops what it does not know without a word', async () => {
      const subscriptions = all(await renderAll(), 'Warehouse').flatMap(({ spec }) => spec.subscriptions);
      const problems = subscriptions.flatMap((subscription) =>
        Object.entries(subscription).flatMap(([type, config]) => {
          const validate = ajv().compile(read(join(schemas, 'kargo-subscriptions', `${type}.json`)));
          return validate(config) ? [] : [JSON.stringify(validate.errors)];
        }),
      );
      expect(problems).toEqual([]);
      expect(subscriptions).toHaveLength(policy.services.length);
    });
  },
);

/** Expressions in their places: a text, or a number where the whole is a request's number. */
function evaluated(config: unknown): unknown {
  return JSON.parse(JSON.stringify(config), (key, value: unknown) =>
    typeof value === 'string' && value.includes('${{') ? (key === 'prNumber' ? 1 : 'evaluated') : value,
  );
}
