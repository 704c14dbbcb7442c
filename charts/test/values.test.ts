import { describe, expect, inject, test } from 'vitest';
import { one } from './manifest.ts';
import { render } from './render.ts';

const { helms } = inject('tools');

describe.each(helms)('Helm $major refuses', (helm) => {
  test.each<[string, string, object, RegExp]>([
    ['a value that is not there', 'catalog', { replica: 3 }, /'replica' not allowed/],
    ['one in a section', 'catalog', { image: { name: 'x' } }, /\/image.*'name' not allowed/],
    [
      'a variable that the service does not read',
      'voting',
      { config: { LOG_LVL: 'x' } },
      /\/config.*'LOG_LVL'/,
    ],
    ['one that the chart sets itself', 'voting', { config: { PORT: 1 } }, /\/config.*'PORT'/],
    ['a word for a number', 'catalog', { replicas: 'three' }, /\/replicas.*integer/],
    [
      'a word for a number of the service',
      'catalog',
      { config: { CACHE_BYTES: 'much' } },
      /\/config\/CACHE_BYTES/,
    ],
    ['an environment that no service takes', 'catalog', { environment: 'a b' }, /\/environment/],
    ['a version that is no label', 'catalog', { version: '1.0 final' }, /\/version/],
    ['a digest that is none', 'catalog', { image: { digest: 'sha256:1' } }, /\/image\/digest/],
    [
      'an address with a password',
      'frontend',
      { peers: { catalog: { url: 'http://u:p@c' } } },
      /\/peers\/catalog\/url/,
    ],
    [
      'a peer that the service does not call',
      'voting',
      { peers: { frontend: {} } },
      /'frontend' not allowed/,
    ],
    [
      'a latency between two buckets',
      'voting',
      { monitoring: { rules: { latency: { seconds: 0.2 } } } },
      /\/latency\/seconds/,
    ],
    ['a section that is taken away', 'catalog', { autoscaling: null }, /missing property 'autoscaling'/],
    [
      'one in a section',
      'catalog',
      { database: { cluster: null } },
      /\/database.*missing property 'cluster'/,
    ],
    ['a value for the library chart', 'catalog', { service: { replicas: 1 } }, /'replicas' not allowed/],
    [
      'fewer pods at most than at least',
      'catalog',
      { autoscaling: { enabled: true, maxReplicas: 1 } },
      /minReplicas is greater/,
    ],
  ])('%s', async (_, chart, values, message) => {
    await expect(render(chart, { helm, values })).rejects.toThrow(message);
  });

  test('a release whose name can be no host name', async () => {
    await expect(render('catalog', { helm, release: '1st' })).rejects.toThrow(/1st cannot be/);
  });
});

/** Text that ends a string, a line or a document of YAML, or begins a template, wherever it is not quoted. */
const hostile = `a: "b'c"\n---\nkind: Secret # {{ .Release.Name }} *x &y !!int 0x1F \\ \u2028 \t é 🦢`;

describe.skipIf(helms.length === 0)('no value breaks out of its place', () => {
  test.each([
    ['config', { config: { LOG_LEVEL: hostile } }],
    ['annotations of pods', { podAnnotations: { 'example.com/note': hostile, [hostile]: 'x' } }],
    ['labels of nodes', { nodeSelector: { 'example.com/node': hostile } }],
    ['tolerations', { tolerations: [{ key: hostile, value: hostile }] }],
    ['the commit', { commit: 'x"\nkind: Secret' }],
    ['the chart', { chart: hostile }],
    ['the time of release', { releasedAt: 'x\n---\nkind: Secret' }],
    ['labels of selectors', { networkPolicy: { from: [{ podSelector: { matchLabels: { x: hostile } } }] } }],
    ['ports', { networkPolicy: { egress: [{ ports: [{ port: hostile }] }] } }],
    ['gateways', { httpRoute: { enabled: true, parentRefs: [{ name: hostile }] } }],
    ['annotations of the ingress', { ingress: { enabled: true, annotations: { x: hostile } } }],
    ['labels for monitoring', { monitoring: { labels: { x: hostile }, podMonitor: { enabled: true } } }],
  ])('%s', async (_, values) => {
    const switches = {
      httpRoute: { enabled: true, parentRefs: [{ name: 'g' }] },
      ingress: { enabled: true },
    };
    const monitoring = { podMonitor: { enabled: true } };
    const [plain, attacked] = await Promise.all([
      render('frontend', { values: { ...switches, monitoring } }),
      render('frontend', { values: { ...switches, monitoring, ...values } }),
    ]);
    const shape = (manifests: typeof plain): string[] =>
      manifests.map(({ apiVersion, kind, metadata }) => `${apiVersion} ${kind} ${metadata.name}`);
    expect(shape(attacked)).toEqual(shape(plain));
    expect(strings(attacked).some((text) => text.includes(firstString(values)))).toBe(true);
  });

  test('text arrives as it was written', async () => {
    const manifests = await render('frontend', {
      values: { config: { LOG_LEVEL: hostile }, podAnnotations: { x: hostile }, commit: 'a"b\nc: d' },
    });
    const deployment = one(manifests, 'Deployment');
    expect(one(manifests, 'ConfigMap').data?.['LOG_LEVEL']).toBe(hostile);
    expect(deployment.spec.template.metadata.annotations?.['x']).toBe(hostile);
    expect(deployment.metadata.annotations?.['kubernetes.io/change-cause']).toBe('0.0.0, commit a"b\nc: d');
  });

  test('words that YAML takes for something else stay words', async () => {
    const values = {
      version: '1e3',
      environment: 'true',
      podAnnotations: { a: 'null', b: '0x1F', c: '2026-11-24' },
    };
    const manifests = await render('frontend', { values, release: 'no' });
    const { template } = one(manifests, 'Deployment').spec;
    expect(template.metadata.annotations).toMatchObject(values.podAnnotations);
    expect(template.metadata.labels).toMatchObject({
      'app.kubernetes.io/version': '1e3',
      'app.kubernetes.io/instance': 'no',
    });
    expect(one(manifests, 'ConfigMap').data?.['ENVIRONMENT']).toBe('true');
    expect(one(manifests, 'Service').metadata.name).toBe('no');
  });
});

/** Every text in a piece of data, keys included. */
function strings(data: unknown): string[] {
  if (typeof data === 'string') return [data];
  if (typeof data !== 'object' || data === null) return [];
  return [...Object.keys(data), ...Object.values(data).flatMap(strings)];
}

function firstString(data: unknown): string {
  if (typeof data === 'string') return data;
  if (typeof data !== 'object' || data === null) return '';
  return (
    Object.values(data)
      .map(firstString)
      .find((text) => text !== '') ?? ''
  );
}
