import { Type, type Static } from 'typebox';
import { Value } from 'typebox/value';
import { parseAllDocuments } from 'yaml';
import { unlessPlain } from '../plain-error.ts';
import type { EnvRepo } from './env-repo.ts';
import { renderOrThrow, type Render } from './helm.ts';
import { compareManifests, type ObjectChange } from './manifests.ts';
import { policyFile } from './policy.ts';

/** What becomes different of the delivery itself. */
export interface DeliveryChange {
  /** The two commits of the env-repo, by the beginning of their hashes. */
  before: string;
  after: string;
  objects: ObjectChange[];
}

/** What of bootstrap.yaml's Application says how the delivery is rendered: its name, and parameters of its chart. */
const Application = Type.Object({
  kind: Type.Literal('Application'),
  metadata: Type.Object({ name: Type.String({ pattern: '^[a-z0-9]([-a-z0-9]*[a-z0-9])?$' }) }),
  spec: Type.Object({
    source: Type.Object({
      path: Type.String({ pattern: '(^|/)delivery$' }),
      helm: Type.Object({
        parameters: Type.Array(Type.Object({ name: Type.String(), value: Type.String() })),
      }),
    }),
  }),
});

/** What the chart has to have, where bootstrap.yaml does not say it. */
const standIns = {
  'repository.url': 'https://env-repo.invalid',
  'charts.url': 'https://charts.invalid',
  'verification.registry': 'registry.invalid',
};

/**
 * Compares what Argo CD applies of the env-repo's own chart, `delivery`, with its policy. The parameters of bootstrap.yaml
 * are on both sides those of the second: a person applies them, and not what merges the change.
 *
 * @returns `undefined` where nothing differs, or there is no such chart
 * @throws PlainError when the second side does not render; one that repairs the first has to be shown
 */
export async function compareDelivery(
  render: Render,
  before: EnvRepo,
  after: EnvRepo,
): Promise<DeliveryChange | undefined> {
  const { name, parameters } = await readBootstrap(after);
  const renderAt = async (repo: EnvRepo): Promise<string> => {
    const chart = repo.path('delivery');
    const policy = await repo.read(policyFile);
    if (policy === undefined || (await repo.read('delivery/Chart.yaml')) === undefined) return '';
    return renderOrThrow(render, {
      chart: { git: repo.git, revision: repo.commit, folders: [chart] },
      release: name,
      namespace: 'argocd',
      values: [policy],
      parameters: [`repository.path=${chart}`, ...parameters],
    });
  };
  const other = await renderAt(after);
  const one = await unlessPlain(renderAt(before));
  const objects = await compareManifests(after.git, one ?? '', other);
  if (objects.length === 0) return undefined;
  const [from = '', to = ''] = [before, after].map(({ commit }) => commit.slice(0, 7));
  return { before: one === undefined ? `${from}, which does not render` : from, after: to, objects };
}

async function readBootstrap(repo: EnvRepo): Promise<{ name: string; parameters: string[] }> {
  const content = (await repo.read('bootstrap.yaml'))?.toString() ?? '';
  const application = parseAllDocuments(content)
    .filter(({ errors }) => errors.length === 0)
    .map((document) => document.toJS() as unknown)
    .find((document): document is Static<typeof Application> => Value.Check(Application, document));
  const given = application?.spec.source.helm.parameters ?? [];
  // Argo CD's variables say where the Application comes from, which the chart's own values do as well.
  const known = given.filter(({ value }) => !value.includes('$'));
  const parameters = new Map<string, string>(Object.entries(standIns));
  for (const { name, value } of known) parameters.set(name, value);
  return {
    name: application?.metadata.name ?? 'foldline',
    parameters: [...parameters].map(([name, value]) => `${name}=${escapeCommas(value)}`),
  };
}

/** Argo CD's way with a value that is no list: a comma does not begin the next parameter. */
function escapeCommas(value: string): string {
  return /^\{.*\}$/s.test(value) ? value : value.replace(/(?<!\\),/g, '\\,');
}
