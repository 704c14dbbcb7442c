import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fillAll, holds, type Contexts } from './expressions.ts';
import { actions, workflowOf, type Job, type Step } from './workflow-files.ts';

/** What an action of others does: from its inputs to its outputs. */
export type Action = (inputs: Record<string, string>) => Record<string, string>;

export interface Machine {
  /** A fresh checkout, for one job. */
  checkOut: () => Promise<string>;
  /** Variables of every step; its path has the programs. */
  env: Record<string, string>;
  /** Actions of others that do something here. The rest does nothing. */
  actions: Readonly<Record<string, Action>>;
  /** `github`, `vars` and `secrets`. */
  contexts: Contexts;
}

export type Result = 'success' | 'failure' | 'skipped';

/** What has become of a workflow. */
export interface Run {
  /** Of each job; of those that were called, too. */
  jobs: Record<string, Result>;
  /** All that was printed. */
  log: string;
}

/** Runs a workflow as GitHub does, on this machine: its expressions, its conditions, its outputs, its steps in bash. */
export async function runWorkflow(
  machine: Machine,
  file: string,
  inputs: Record<string, string> = {},
): Promise<Run> {
  const workflow = workflowOf(file);
  const run: Run = { jobs: {}, log: '' };
  const needs: Record<string, { result: Result; outputs: Record<string, string> }> = {};
  for (const [name, job] of Object.entries(workflow.jobs)) {
    const contexts = { ...machine.contexts, inputs, needs, env: workflow.env ?? {} };
    const needed = [job.needs ?? []].flat();
    const failed = needed.some((other) => needs[other]?.result !== 'success');
    if (!holds(job.if, contexts, { failed })) needs[name] = { result: 'skipped', outputs: {} };
    else if (job.uses !== undefined) {
      const called = await runWorkflow(
        machine,
        job.uses.split('/').at(-1) ?? '',
        fillAll(job.with, contexts),
      );
      Object.assign(run.jobs, called.jobs);
      run.log += called.log;
      const result = Object.values(called.jobs).includes('failure') ? 'failure' : 'success';
      needs[name] = { result, outputs: {} };
    } else needs[name] = await runJob(machine, job, contexts, run);
    run.jobs[name] = needs[name].result;
  }
  return run;
}

async function runJob(
  machine: Machine,
  job: Job,
  outer: Contexts,
  run: Run,
): Promise<{ result: Result; outputs: Record<string, string> }> {
  const directory = await machine.checkOut();
  const env = { ...fillAll(outer['env'] as Record<string, string>, outer), ...fillAll(job.env, outer) };
  const steps: Steps = {};
  const contexts = { ...outer, env, steps };
  const failed = await runSteps({ machine, directory, run }, job.steps ?? [], contexts, steps);
  return { result: failed ? 'failure' : 'success', outputs: fillAll(job.outputs, contexts) };
}

type Steps = Record<string, { outputs: Record<string, string> }>;

interface Place {
  machine: Machine;
  directory: string;
  run: Run;
}

/** @returns whether one has failed */
async function runSteps(
  place: Place,
  list: readonly Step[],
  contexts: Contexts,
  steps: Steps,
): Promise<boolean> {
  let failed = false;
  for (const step of list) {
    if (!holds(step.if, contexts, { failed })) continue;
    const outputs = await runStep(place, step, contexts);
    if (outputs === undefined) failed = true;
    else if (step.id !== undefined) steps[step.id] = { outputs };
  }
  return failed;
}

/** @returns its outputs; `undefined` when it has failed */
async function runStep(
  place: Place,
  step: Step,
  contexts: Contexts,
): Promise<Record<string, string> | undefined> {
  if (step.run !== undefined) return runShell(place, step, contexts);
  const [name = ''] = (step.uses ?? '').split('@');
  const inputs = fillAll(step.with, contexts);
  const ours = actions.find((action) => action.name === name);
  if (ours === undefined) return place.machine.actions[name]?.(inputs) ?? {};
  const defaults = Object.entries(ours.inputs).map(([input, { default: value = '' }]) => [input, value]);
  const within: Steps = {};
  const given = { ...Object.fromEntries(defaults), ...inputs } as Record<string, string>;
  const inner = { ...contexts, inputs: given, steps: within };
  return (await runSteps(place, ours.runs.steps, inner, within)) ? undefined : {};
}

async function runShell(
  { machine, directory, run }: Place,
  step: Step,
  contexts: Contexts,
): Promise<Record<string, string> | undefined> {
  const outputs = join(directory, '..', 'outputs');
  await writeFile(outputs, '');
  const child = spawn('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', step.run ?? ''], {
    cwd: join(directory, step['working-directory'] ?? '.'),
    env: {
      ...machine.env,
      GITHUB_OUTPUT: outputs,
      ...(contexts['env'] as Record<string, string>),
      ...fillAll(step.env, contexts),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (text: Buffer) => (run.log += text.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  return code === 0 ? readOutputs(await readFile(outputs, 'utf8')) : undefined;
}

/** Both forms: `name=value`, and a value of several lines between two marks. */
function readOutputs(text: string): Record<string, string> {
  const found = text.matchAll(/^([\w-]+)(?:=(.*)|<<(.+)\n([^]*?)\n\3)$/gm);
  return Object.fromEntries([...found].map(([, name = '', line, , lines]) => [name, line ?? lines ?? '']));
}
