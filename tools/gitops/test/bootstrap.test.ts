import { join } from 'node:path';
import { describe, expect, inject, test } from 'vitest';
import { application, parametersAsValues, project } from './bootstrap.ts';
import { all } from './objects.ts';
import { envRepo, policy, render } from './render.ts';

const { name } = application.metadata;
const { source } = application.spec;

describe('bootstrap.yaml', () => {
  test('names the chart of this env-repo, and its policy', () => {
    expect(application.spec.project).toBe(project.metadata.name);
    expect(project.spec.sourceRepos).toEqual([source.repoURL]);
    expect(source.path).toBe('env-repo/delivery');
    expect(join(envRepo, 'delivery', ...source.helm.valueFiles)).toBe(join(envRepo, 'policy.yaml'));
  });

  test.skipIf(inject('helm') === undefined)('says where everything is, once', async () => {
    const objects = await render(policy, parametersAsValues());
    for (const { spec } of all(objects, 'Warehouse')) {
      expect(spec.subscriptions[0]?.['git']).toMatchObject({
        repoURL: source.repoURL,
        branch: source.targetRevision,
      });
    }
    for (const { metadata, spec } of all(objects, 'AppProject'))
      expect(spec.sourceRepos, metadata.name).toEqual([
        source.repoURL,
        parametersAsValues()['charts']?.['url'],
      ]);
  });

  test.skipIf(inject('helm') === undefined)('may put what is rendered where it belongs', async () => {
    const objects = await render(policy, parametersAsValues());
    const allowed = project.spec.destinations.map(({ namespace }) => namespace);
    expect(allowed).toEqual(['argocd', name, `${name}-*`]);
    for (const { metadata } of objects.filter(({ metadata }) => metadata.namespace !== undefined))
      expect(metadata.namespace).toMatch(new RegExp(`^(argocd|${name}|${name}-.+)$`));
    const ofTheCluster = objects.filter(({ metadata }) => metadata.namespace === undefined);
    expect([...new Set(ofTheCluster.map(({ kind }) => kind))].sort()).toEqual(
      project.spec.clusterResourceWhitelist?.map(({ kind }) => kind),
    );
  });
});
