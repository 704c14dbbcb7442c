import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import type { AppProject, KubernetesObject } from './objects.ts';
import { envRepo } from './render.ts';

interface Application extends KubernetesObject {
  spec: {
    project: string;
    source: {
      repoURL: string;
      targetRevision: string;
      path: string;
      helm: { valueFiles: string[]; parameters: { name: string; value: string }[] };
    };
  };
}

/** What is applied by hand: bootstrap.yaml's two objects. */
export const [project, application] = parseAllDocuments(
  readFileSync(join(envRepo, 'bootstrap.yaml'), 'utf8'),
).map((document) => document.toJS() as KubernetesObject) as [AppProject, Application];

/** The application's parameters as a file of values, with what Argo CD puts in place of its variables. */
export function parametersAsValues(): Record<string, Record<string, string>> {
  const { source } = application.spec;
  const variables: Record<string, string> = {
    $ARGOCD_APP_SOURCE_REPO_URL: source.repoURL,
    $ARGOCD_APP_SOURCE_TARGET_REVISION: source.targetRevision,
    $ARGOCD_APP_SOURCE_PATH: source.path,
  };
  const values: Record<string, Record<string, string>> = {};
  for (const { name, value } of source.helm.parameters) {
    const [group = '', key = ''] = name.split('.');
    values[group] = { ...values[group], [key]: variables[value] ?? value };
  }
  return values;
}
