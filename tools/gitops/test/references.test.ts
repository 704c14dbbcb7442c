import { describe, expect, inject, test } from 'vitest';
import { all, nameOf, one, type KubernetesObject, type Step } from './objects.ts';
import { policy, render } from './render.ts';

describe.skipIf(inject('helm') === undefined)('what refers to something', () => {
  test('finds it', async () => {
    const objects = await render();
    const complaints: string[] = [];
    const require = (of: KubernetesObject, kind: string, name: string): void => {
      const isThere = objects.some((object) => object.kind === kind && object.metadata.name === name);
      if (!isThere) complaints.push(`${nameOf(of)} refers to ${kind} ${name}`);
    };
    for (const stage of all(objects, 'Stage')) {
      for (const { origin, sources } of stage.spec.requestedFreight) {
        require(stage, origin.kind, origin.name);
        for (const name of sources.stages ?? []) require(stage, 'Stage', name);
      }
      for (const { name } of stage.spec.verification.analysisTemplates)
        require(stage, 'AnalysisTemplate', name);
      for (const { task } of stage.spec.promotionTemplate.spec.steps) {
        if (task) require(stage, 'PromotionTask', task.name);
      }
    }
    for (const config of all(objects, 'ProjectConfig')) {
      for (const { stageSelector } of config.spec.promotionPolicies)
        require(config, 'Stage', String(stageSelector['name']));
    }
    for (const set of all(objects, 'ApplicationSet')) {
      require(set, 'AppProject', set.spec.template.spec.project);
      require(set, 'Namespace', set.spec.template.spec.destination.namespace);
    }
    for (const project of all(objects, 'AppProject')) {
      for (const { namespace } of project.spec.destinations) require(project, 'Namespace', namespace);
    }
    expect(complaints).toEqual([]);
  });

  test('declares what it is given, and is given what it declares', async () => {
    const objects = await render();
    for (const { spec } of all(objects, 'Stage')) {
      for (const { task, vars = [] } of spec.promotionTemplate.spec.steps) {
        if (!task) continue;
        const declared = one(objects, 'PromotionTask', task.name).spec.vars.map(({ name }) => name);
        expect(vars.map(({ name }) => name)).toEqual(declared);
      }
      const declared = one(objects, 'AnalysisTemplate', 'verify').spec.args.map(({ name }) => name);
      expect(spec.verification.args.map(({ name }) => name)).toEqual(declared);
    }
  });

  test('a step that asks for another one’s output or status comes after it', async () => {
    for (const { spec } of all(await render(), 'PromotionTask')) {
      const before = new Set<string>();
      for (const step of spec.steps) {
        for (const alias of aliasesIn(step))
          expect(before, `${step.uses ?? ''} asks for ${alias}`).toContain(alias);
        before.add(step.as ?? '');
      }
    }
  });

  test('a step with a condition does not run after a failure', async () => {
    const steps = all(await render(), 'PromotionTask').flatMap(({ spec }) => spec.steps);
    for (const step of steps.filter((candidate) => candidate.if !== undefined)) {
      expect(step.if).toMatch(/^\$\{\{ success\(\) && /);
    }
  });

  test('names are as long as Kubernetes lets them be, with the longest names that a policy can have', async () => {
    const long = 'a'.repeat(40);
    const short = 'b'.repeat(10);
    const objects = await render({
      ...policy,
      services: [long],
      environments: policy.environments.map((environment, index) => ({
        ...environment,
        name: `${short}${index}`,
      })),
    });
    for (const object of objects) {
      expect(object.metadata.name, nameOf(object)).toMatch(/^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/);
    }
  });
});

function aliasesIn(step: Step): string[] {
  const text = JSON.stringify({ if: step.if, config: step.config });
  return [...text.matchAll(/(?:task\.outputs\[|status\()\\?["'](\w+)\\?["']/g)].map(
    ([, alias = '']) => alias,
  );
}
