import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { main } from '@foldline/delivery/main';
import { readPolicy } from '@foldline/delivery/policy';
import { describe, expect, test } from 'vitest';
import { actions, jobs, repository, steps, workflowOf, workflows, type Input } from './workflow-files.ts';

const policy = readPolicy(readFileSync(join(repository, 'env-repo', 'policy.yaml')));

describe.each(policy.services)('%s.yml', (service) => {
  test('starts by what can release the service', async () => {
    let paths = '';
    const stdout = (text: string): unknown => (paths += text);
    await main(['paths', service], { directory: repository, env: process.env, stdout, stderr: stdout });
    expect(workflowOf(`${service}.yml`).on).toEqual({
      push: { branches: ['main', `hotfix/${service}-*`], paths: paths.trim().split('\n') },
      workflow_dispatch: null,
    });
  });

  test('differs from the others by the name of the service and its paths alone', () => {
    const neutral = (name: string): string =>
      workflowOf(`${name}.yml`)
        .text.replaceAll(name, 'SERVICE')
        .replace(/( {6}- .*\n)+/, 'PATHS\n');
    expect(neutral(service)).toBe(neutral('catalog'));
  });
});

test('what a workflow asks a person for is what the policy knows', () => {
  const environments = policy.environments.map(({ name }) => name);
  const { services } = policy;
  expect(optionsOf('promote.yml')).toEqual({
    service: services,
    from: environments.slice(0, -1),
    to: environments.slice(1),
  });
  expect(optionsOf('rollback.yml')).toEqual({
    service: services,
    environment: environments,
    version: undefined,
  });
});

function optionsOf(file: string): Record<string, string[] | undefined> {
  const inputs = workflowOf(file).on.workflow_dispatch?.inputs ?? {};
  return Object.fromEntries(Object.entries(inputs).map(([name, { options }]) => [name, options]));
}

describe('a call', () => {
  test('of a workflow hands over what that declares', () => {
    for (const { place, job } of jobs) {
      const called = workflows.find(({ file }) => job.uses === `./.github/workflows/${file}`);
      if (!called) continue;
      const { inputs = {}, secrets = {} } = called.on.workflow_call ?? {};
      expectToFit(place, Object.keys(job.with ?? {}), inputs);
      expectToFit(place, Object.keys(job.secrets ?? {}), secrets);
    }
  });

  test('of an action of ours hands over what that declares', () => {
    for (const action of actions) {
      const callers = steps.filter(({ step }) => step.uses === action.name);
      expect(callers.length, action.name).toBeGreaterThan(0);
      for (const { place, step } of callers) expectToFit(place, Object.keys(step.with ?? {}), action.inputs);
    }
  });
});

function expectToFit(place: string, given: string[], declared: Record<string, Input>): void {
  const required = Object.keys(declared).filter((name) => declared[name]?.required === true);
  expect(Object.keys(declared), place).toEqual(expect.arrayContaining(given));
  expect(given, place).toEqual(expect.arrayContaining(required));
}

describe('pr.yml', () => {
  const { on, jobs: all } = workflowOf('pr.yml');

  test('always runs: its check is required, and one that does not run is waited for', () => {
    expect(Object.keys(on)).toEqual(['pull_request', 'merge_group', 'workflow_dispatch']);
    expect(JSON.stringify(on)).not.toContain('paths');
  });

  test('its gate waits for every other job', () => {
    const others = Object.keys(all).filter((name) => name !== 'gate');
    expect(all['gate']).toMatchObject({ needs: others, if: 'always()' });
  });
});
