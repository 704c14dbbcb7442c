import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, inject, test } from 'vitest';
import { knownMetrics } from './known-metrics.ts';
import { extraRules, resources, type Path } from './kube-state-metrics.ts';
import { all } from './objects.ts';
import { selectorsOf } from './promql.ts';
import { envRepo, policy, render } from './render.ts';

const monitoring = { enabled: true };
const schemas = inject('schemas');

interface Dashboard {
  uid: string;
  title: string;
  schemaVersion: number;
  panels: { id: number; targets?: { expr: string }[] }[];
  templating: { list: { name: string }[] };
}

interface Schema {
  properties?: Record<string, Schema>;
  additionalProperties?: Schema | false;
  items?: Schema;
}

async function dashboards(): Promise<Dashboard[]> {
  const found = all(await render(policy, { monitoring }), 'ConfigMap').filter(
    ({ metadata }) => metadata.labels?.['grafana_dashboard'] === '1',
  );
  return found.flatMap(({ data }) => Object.values(data).map((text) => JSON.parse(text) as Dashboard));
}

describe.skipIf(inject('helm') === undefined)('monitoring of the delivery', () => {
  test('is not there unless somebody asks for it', async () => {
    const kinds = (await render()).map(({ kind }) => kind);
    expect(kinds).not.toContain('PrometheusRule');
    expect(kinds).not.toContain('ConfigMap');
  });

  test('without Kargo, nothing waits for what only Kargo has', async () => {
    const [rule] = all(await render({ ...policy, promoter: 'workflows' }, { monitoring }), 'PrometheusRule');
    expect(JSON.stringify(rule)).toContain('argocd_app_info');
    expect(JSON.stringify(rule)).not.toContain('kargo_');
  });

  test('the dashboards are two, and each panel and variable has its own name', async () => {
    const found = await dashboards();
    expect(found.map(({ uid }) => uid).sort()).toEqual(['foldline-delivery', 'foldline-shop']);
    for (const { panels, schemaVersion, templating } of found) {
      expect(schemaVersion).toBeGreaterThanOrEqual(36);
      expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
      expect(templating.list[0]?.name).toBe('datasource');
    }
  });

  test('every expression reads metrics that there are, by labels that they have', async () => {
    const rules = all(await render(policy, { monitoring }), 'PrometheusRule');
    const queries = (await dashboards()).flatMap(({ panels }) =>
      panels.flatMap(({ targets = [] }) => targets),
    );
    const expressions = [
      ...rules.flatMap(({ spec }) => spec.groups.flatMap((group) => group.rules)),
      ...queries,
    ];
    expect(expressions.length).toBeGreaterThan(25);
    const known = await knownMetrics();
    const strangers = expressions
      .flatMap(({ expr }) => selectorsOf(expr))
      .flatMap(({ metric, labels }) => {
        const its = known.get(metric);
        return its
          ? labels.filter((label) => !its.includes(label)).map((label) => `${metric}{${label}}`)
          : [metric];
      });
    expect(strangers).toEqual([]);
  });

  test('every alert says where it is explained, and is', async () => {
    const [rule] = all(await render(policy, { monitoring }), 'PrometheusRule');
    const runbook = readFileSync(join(envRepo, '..', 'docs', 'runbooks', 'delivery-alerts.md'), 'utf8');
    const explained = [...runbook.matchAll(/^## (\w+)$/gm)].map(([, name = '']) => name);
    const alerts = rule?.spec.groups.flatMap(({ rules }) => rules) ?? [];
    expect(alerts.map(({ alert }) => alert)).toEqual(explained);
    const page = 'https://forge.example/shop/shop/blob/main/docs/runbooks/delivery-alerts.md';
    for (const { alert, annotations } of alerts)
      expect(annotations['runbook_url']).toBe(`${page}#${alert.toLowerCase()}`);
  });
});

describe('what kube-state-metrics is told of Kargo', () => {
  test('it may read', () => {
    const [rule] = extraRules;
    expect(rule).toMatchObject({ apiGroups: ['kargo.akuity.io'], verbs: ['list', 'watch'] });
    const plurals = resources.map(
      ({ groupVersionKind: { kind }, resourcePlural = `${kind.toLowerCase()}s` }) => resourcePlural,
    );
    expect(rule?.resources).toEqual(plurals.sort());
  });

  test.skipIf(schemas === undefined)('every path leads to something in its kind', () => {
    const lost = resources.flatMap(
      ({ groupVersionKind: { group, version, kind }, labelsFromPath, metrics }) => {
        const file = join(schemas ?? '', 'crds', group, `${kind.toLowerCase()}_${version}.json`);
        const root = JSON.parse(readFileSync(file, 'utf8')) as Schema;
        const paths = metrics.flatMap((metric): Path[] => {
          const { path, valueFrom = [], labelFromKey, labelsFromPath: labels = {} } = metric.each.gauge;
          const each = labelFromKey === undefined && valueFrom.length === 0 ? path : [...path, '*'];
          const ofEach = [valueFrom, ...Object.values(labels)].map((more) => [...each, ...more]);
          return [...ofEach, ...Object.values(metric.labelsFromPath ?? {})];
        });
        return [...Object.values(labelsFromPath), ...paths]
          .filter((path) => !leadsSomewhere(root, path))
          .map((path) => `${kind}: ${path.join('.')}`);
      },
    );
    expect(lost).toEqual([]);
  });
});

/** Whether a schema has a path; `*` is any key of a map, or any element of a list. What all kinds have is metadata. */
function leadsSomewhere(root: Schema, path: Path): boolean {
  if (path[0] === 'metadata') return ['name', 'namespace', 'creationTimestamp'].includes(path[1] ?? '');
  return path.reduce<Schema | undefined>(within, root) !== undefined;
}

function within(schema: Schema | undefined, part: string): Schema | undefined {
  if (!/^(\*|\d+)$/.test(part)) return schema?.properties?.[part];
  const others = schema?.additionalProperties;
  return schema?.items ?? (others === false ? undefined : others);
}
