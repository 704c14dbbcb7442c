import { describe, expect, inject, test } from 'vitest';
import { firing, type Series } from './alerts.ts';
import { one, type PrometheusRule } from './manifest.ts';
import { render } from './render.ts';

const { helms, promtool } = inject('tools');

const watched = { podMonitor: { enabled: true }, rules: { enabled: true } };

describe.skipIf(helms.length === 0)('monitoring', () => {
  test('rules read what the PodMonitor brings, under the job that the operator gives it', async () => {
    const manifests = await render('voting', { release: 'b-voting', values: { monitoring: watched } });
    const monitor = one(manifests, 'PodMonitor', 'b-voting');
    expect(monitor.spec).toMatchObject({ podMetricsEndpoints: [{ port: 'http', path: '/metrics' }] });
    for (const { expr } of rulesOf(one(manifests, 'PrometheusRule'))) {
      expect(expr).toContain('job="shop/b-voting"');
    }
  });

  test('the promise is a value', async () => {
    const monitoring = {
      rules: { enabled: true, availability: 99.5, latency: { seconds: 0.5, objective: 95 } },
    };
    const manifests = await render('voting', { values: { monitoring } });
    const expressions = rulesOf(one(manifests, 'PrometheusRule')).map(({ expr }) => expr);
    expect(expressions.join('\n')).toContain('(1 - 99.5 / 100)');
    expect(expressions.join('\n')).toContain('(1 - 95 / 100)');
    expect(expressions.join('\n')).toContain('le="0.5"');
  });

  test('memory is compared with its limit', async () => {
    const values = { monitoring: { rules: { enabled: true } }, resources: { limits: { memory: '2Gi' } } };
    const rules = rulesOf(one(await render('voting', { values }), 'PrometheusRule'));
    expect(rules.find(({ alert }) => alert === 'MemoryNearLimit')?.expr).toContain(String(2 * 1024 ** 3));
  });
});

describe.skipIf(helms.length === 0 || !promtool)('alerts, as Prometheus evaluates them', () => {
  const job = 'job="shop/voting"';
  const served = (status: number, values: string, route = '/api/votes'): Series => ({
    series: `http_server_request_duration_seconds_count{${job},http_route="${route}",http_response_status_code="${status}"}`,
    values,
  });
  const fast = (values: string): Series => ({
    series: `http_server_request_duration_seconds_bucket{${job},http_route="/api/votes",http_response_status_code="200",le="0.25"}`,
    values,
  });
  const up: Series = { series: `up{${job}}`, values: '1x10000' };

  test.each<[string, Series[], string, string[]]>([
    ['nothing happens', [up, served(200, '0+600x180'), fast('0+600x180')], '2h', []],
    [
      'one request in fifty fails: somebody is woken',
      [up, served(200, '0+588x180'), served(500, '0+12x180'), fast('0+600x180')],
      '2h',
      ['ErrorBudgetBurns page', 'ErrorBudgetBurns ticket'],
    ],
    [
      'it stopped an hour ago: nobody is woken',
      [up, served(200, '0+588x60 35880+600x120'), served(500, '0+12x60 720+0x120'), fast('0+600x180')],
      '3h',
      ['ErrorBudgetBurns ticket'],
    ],
    [
      'probes fail, visitors do not notice',
      [up, served(200, '0+600x180'), served(503, '0+60x180', '/readyz'), fast('0+600x180')],
      '2h',
      [],
    ],
    [
      'every third answer is slow',
      [up, served(200, '0+600x180'), fast('0+400x180')],
      '2h',
      ['LatencyBudgetBurns page', 'LatencyBudgetBurns ticket'],
    ],
    ['nothing answers', [served(200, '0+600x180'), fast('0+600x180')], '2h', ['NothingAnswers page']],
    [
      'the event loop lags',
      [up, { series: `nodejs_eventloop_lag_p99_seconds{${job},pod="v-1"}`, values: '0.2x180' }],
      '2h',
      ['EventLoopLags ticket'],
    ],
    [
      'the processor is full',
      [up, { series: `process_cpu_seconds_total{${job},pod="v-1"}`, values: '0+58x180' }],
      '2h',
      ['ProcessorSaturated ticket'],
    ],
    [
      'memory is nearly full',
      [up, { series: `process_resident_memory_bytes{${job},pod="v-1"}`, values: '1000000000x180' }],
      '2h',
      ['MemoryNearLimit ticket'],
    ],
  ])('%s', async (_, series, time, expected) => {
    const manifests = await render('voting', { values: { monitoring: watched } });
    const { spec } = one(manifests, 'PrometheusRule');
    expect(await firing(spec, series, time)).toEqual(expected);
  });
});

function rulesOf({ spec }: PrometheusRule): { alert?: string; expr: string }[] {
  return spec.groups.flatMap(({ rules }) => rules);
}
