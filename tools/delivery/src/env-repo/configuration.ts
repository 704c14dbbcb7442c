import { posix } from 'node:path';
import { Type, type Static } from 'typebox';
import { Value } from 'typebox/value';
import { parseAllDocuments } from 'yaml';
import type { EnvRepo } from './env-repo.ts';
import { renderOrThrow, type Render } from './helm.ts';
import { compareManifests, type ObjectChange } from './manifests.ts';

const bootstrapFile = 'bootstrap.yaml';

/** What of bootstrap.yaml's Application says how the delivery is rendered. */
const Application = Type.Object({
  kind: Type.Literal('Application'),
  metadata: Type.Object({ name: Type.String() }),
  spec: Type.Object({
    destination: Type.Object({ namespace: Type.String() }),
    source: Type.Object({
      repoURL: Type.String(),
      targetRevision: Type.String(),
      path: Type.String(),
      helm: Type.Object({
        valueFiles: Type.Array(Type.String()),
        parameters: Type.Array(Type.Object({ name: Type.String(), value: Type.String() })),
      }),
    }),
  }),
});
type Application = Static<typeof Application>;

/**
 * What changes of the delivery itself: the objects that Argo CD applies from the env-repo's chart and policy. Nothing,
 * where the env-repo has no such Application.
 *
 * @throws PlainError when it does not render
 */
export async function compareConfigurations(
  render: Render,
  before: EnvRepo,
  after: EnvRepo,
): Promise<ObjectChange[]> {
  const [one, other] = await Promise.all([before, after].map((repo) => renderConfiguration(render, repo)));
  return compareManifests(after.git, one ?? '', other ?? '');
}

async function renderConfiguration(render: Render, repo: EnvRepo): Promise<string> {
  const application = await readApplication(repo);
  if (application === undefined) return '';
  const { metadata, spec } = application;
  const { repoURL, targetRevision, path, helm } = spec.source;
  // What Argo CD puts in for its variables (https://argo-cd.readthedocs.io/en/stable/user-guide/build-environment/).
  const variables: Record<string, string> = {
    $ARGOCD_APP_SOURCE_REPO_URL: repoURL,
    $ARGOCD_APP_SOURCE_TARGET_REVISION: targetRevision,
    $ARGOCD_APP_SOURCE_PATH: path,
  };
  return renderOrThrow(render, {
    chart: { git: repo.git, revision: repo.commit, folders: [path] },
    release: metadata.name,
    namespace: spec.destination.namespace,
    values: await Promise.all(
      helm.valueFiles.map((file) =>
        repo.git.bytes(['cat-file', 'blob', `${repo.commit}:${posix.join(path, file)}`]),
      ),
    ),
    parameters: helm.parameters.map(
      ({ name, value }) => `${name}=${escapeCommas(variables[value] ?? value)}`,
    ),
  });
}

/** Argo CD's way with a value that is no list: a comma does not begin the next parameter. */
function escapeCommas(value: string): string {
  return /^\{.*\}$/s.test(value) ? value : value.replace(/(?<!\\),/g, '\\,');
}

async function readApplication(repo: EnvRepo): Promise<Application | undefined> {
  const content = (await repo.read(bootstrapFile))?.toString() ?? '';
  return parseAllDocuments(content)
    .map((document) => document.toJS() as unknown)
    .find((document) => Value.Check(Application, document));
}
