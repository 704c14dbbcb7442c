import { firing, type Series } from '@foldline/charts/alerts';
import { beforeAll, describe, expect, inject, test } from 'vitest';
import { all, type PrometheusRule } from './objects.ts';
import { policy, render } from './render.ts';

const minute = 60;

/** An application, as Argo CD tells it. */
const application = (name: string, sync: string, health: string, values = '1x10000'): Series => ({
  series: `argocd_app_info{project="${name === 'foldline' ? name : 'foldline-dev'}",name="${name}",sync_status="${sync}",health_status="${health}"}`,
  values,
});
/** A promotion that was asked for in a minute, and has been in its phase ever since. */
const promotion = (stage: string, name: string, phase: string, asked = 0): Series => ({
  series: `kargo_promotion_created{project="foldline",stage="${stage}",promotion="${name}",phase="${phase}"}`,
  values: `${'_ '.repeat(asked > 0 ? 1 : 0)}${asked * minute}x10000`,
});
const freight = (name: string, created = 0): Series => ({
  series: `kargo_freight_created{project="foldline",warehouse="catalog",freight="${name}"}`,
  values: `${created * minute}x10000`,
});
const entered = (name: string, stage: string): Series => ({
  series: `kargo_freight_entered{project="foldline",freight="${name}",stage="${stage}"}`,
  values: '0x10000',
});
const verified = (name: string, stage: string): Series => ({
  series: `kargo_freight_verified{project="foldline",freight="${name}",stage="${stage}"}`,
  values: '300x10000',
});
const watched = [
  application('foldline', 'Synced', 'Healthy'),
  { series: 'kargo_stage_condition{project="foldline",stage="catalog-dev",type="Ready"}', values: '1x10000' },
];

const canTry = inject('helm') !== undefined && inject('promtool');

describe.runIf(canTry)('alerts, as Prometheus evaluates them', () => {
  let rules: PrometheusRule['spec'];
  beforeAll(async () => {
    const monitoring = { enabled: true, promotionMinutes: 30, requestHours: 2 };
    const [rule] = all(await render(policy, { monitoring }), 'PrometheusRule');
    rules = rule?.spec ?? { groups: [] };
  });

  test.each<[string, Series[], number, string[]]>([
    [
      'everything is as it should be',
      [
        promotion('catalog-dev', 'a', 'Succeeded'),
        freight('f'),
        entered('f', 'catalog-dev'),
        verified('f', 'catalog-dev'),
      ],
      60,
      [],
    ],
    [
      'a sync takes ten minutes',
      [application('foldline-catalog-dev', 'OutOfSync', 'Progressing', '1x10')],
      12,
      [],
    ],
    [
      'it never ends',
      [application('foldline-catalog-dev', 'OutOfSync', 'Progressing')],
      16,
      ['ApplicationOutOfSync'],
    ],
    [
      'pods do not get ready',
      [application('foldline-catalog-dev', 'Synced', 'Degraded')],
      11,
      ['ApplicationDegraded'],
    ],
    [
      'another shop is broken',
      [
        {
          series: 'argocd_app_info{project="other",sync_status="OutOfSync",health_status="Degraded"}',
          values: '1x100',
        },
      ],
      60,
      [],
    ],
    ['a promotion to preprod fails', [promotion('catalog-preprod', 'a', 'Failed')], 1, ['PromotionFailed']],
    [
      'the next one goes well',
      [promotion('catalog-preprod', 'a', 'Errored'), promotion('catalog-preprod', 'b', 'Succeeded', 5)],
      10,
      [],
    ],
    ['a request is closed', [promotion('catalog-prod', 'a', 'Failed')], 1, []],
    ['a request cannot be opened', [promotion('catalog-prod', 'a', 'Errored')], 1, ['PromotionFailed']],
    ['a push takes twenty minutes', [promotion('catalog-dev', 'a', 'Running')], 20, []],
    ['a push takes for ever', [promotion('catalog-dev', 'a', 'Running')], 31, ['PromotionWaits']],
    ['Kargo does not begin', [promotion('catalog-dev', 'a', '')], 31, ['PromotionWaits']],
    ['a request waits for an hour', [promotion('catalog-prod', 'a', 'Running')], 60, []],
    ['a request is forgotten', [promotion('catalog-prod', 'a', 'Running')], 121, ['PromotionWaits']],
    ['a release fails in dev', [freight('f'), entered('f', 'catalog-dev')], 31, ['FreightNeverVerified']],
    ['it is overtaken', [freight('f'), freight('g', 5), verified('g', 'catalog-dev')], 60, []],
    [
      'a release fails in prod',
      [
        freight('f'),
        verified('f', 'catalog-dev'),
        verified('f', 'catalog-preprod'),
        entered('f', 'catalog-prod'),
      ],
      31,
      ['ReleaseNotVerified'],
    ],
  ])('%s', async (_, series, minutes, expected) => {
    const alerts = expected.map((name) => `${name} ticket`);
    expect(await firing(rules, [...watched, ...series], `${minutes}m`)).toEqual(alerts);
  });

  test.each([0, 1])('one of the two that are watched is not read', async (missing) => {
    const series = watched.filter((_, index) => index !== missing);
    expect(await firing(rules, series, '16m')).toEqual(['DeliveryNotWatched ticket']);
  });
});
