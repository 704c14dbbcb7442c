import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020, type AnySchemaObject, type ValidateFunction } from 'ajv/dist/2020.js';
import { describe, expect, inject, test } from 'vitest';
import { application, project } from './bootstrap.ts';
import { all, nameOf, type KubernetesObject } from './objects.ts';
import { policy, render } from './render.ts';

const schemas = inject('schemas') ?? '';
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
      expect(new Set(steps.map(({ uses }) => uses)).size).toBe(9);
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

// The schemas are written in Go's patterns, and name formats that no validator knows.
function ajv(): Ajv2020 {
  return new Ajv2020({ strict: false, validateFormats: false, unicodeRegExp: false });
}

function read(file: string): AnySchemaObject {
  return JSON.parse(readFileSync(file, 'utf8')) as AnySchemaObject;
}

function schemaOf({ apiVersion, kind }: KubernetesObject): string {
  const [group = '', version] = apiVersion.split('/');
  const name = kind.toLowerCase();
  if (version === undefined) return join(schemas, 'kubernetes', `${name}-${group}.json`);
  return group.endsWith('.k8s.io')
    ? join(schemas, 'kubernetes', `${name}-${group.split('.')[0] ?? ''}-${version}.json`)
    : join(schemas, 'crds', group, `${name}_${version}.json`);
}

/**
 * The same schema, which takes no key that it does not name: the API server drops those without a word. Patterns with
 * Go's flag for either case are left out: JavaScript has none like it.
 */
function strict(schema: AnySchemaObject): AnySchemaObject {
  return JSON.parse(JSON.stringify(schema), (key, value: unknown) => {
    if (key === 'pattern' && typeof value === 'string' && value.includes('(?i)')) return undefined;
    if (typeof value !== 'object' || value === null || !('properties' in value)) return value;
    const isOpen = 'additionalProperties' in value || 'x-kubernetes-preserve-unknown-fields' in value;
    return isOpen ? value : { ...value, additionalProperties: false };
  }) as AnySchemaObject;
}

/** Expressions in their places: a text, or a number where the whole is a request's number. */
function evaluated(config: unknown): unknown {
  return JSON.parse(JSON.stringify(config), (key, value: unknown) =>
    typeof value === 'string' && value.includes('${{') ? (key === 'prNumber' ? 1 : 'evaluated') : value,
  );
}
