import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

/** The repository's folder. */
export const repository = join(import.meta.dirname, '..', '..', '..');

/** A step, as far as it is read here. */
export interface Step {
  id?: string;
  if?: string;
  uses?: string;
  run?: string;
  with?: Record<string, unknown>;
  env?: Record<string, string>;
  'working-directory'?: string;
}

export interface Job {
  needs?: string | string[];
  if?: string;
  uses?: string;
  with?: Record<string, string>;
  secrets?: Record<string, string> | string;
  permissions?: Record<string, string>;
  outputs?: Record<string, string>;
  env?: Record<string, string>;
  concurrency?: Concurrency;
  'timeout-minutes'?: number;
  steps?: Step[];
}

export interface Concurrency {
  group: string;
  'cancel-in-progress': boolean | string;
  queue?: string;
}

export interface Input {
  required?: boolean;
  default?: string;
  options?: string[];
}

/** What starts a workflow, by the name of the event. */
interface Triggers {
  push?: { branches: string[]; paths: string[] };
  workflow_call?: {
    inputs?: Record<string, Input>;
    secrets?: Record<string, { required?: boolean }>;
  } | null;
  workflow_dispatch?: { inputs?: Record<string, Input> } | null;
}

export interface Workflow {
  /** Name of the file. */
  file: string;
  /** The file's content. */
  text: string;
  on: Triggers;
  permissions?: Record<string, string>;
  concurrency?: Concurrency;
  env?: Record<string, string>;
  jobs: Record<string, Job>;
}

/** An action of this repository. */
export interface Action {
  /** As a step names it, `./.github/actions/sign`. */
  name: string;
  text: string;
  inputs: Record<string, Input>;
  runs: { using: string; steps: Step[] };
}

const directory = join(repository, '.github');

export const workflows: readonly Workflow[] = readdirSync(join(directory, 'workflows')).map((file) => {
  const text = readFileSync(join(directory, 'workflows', file), 'utf8');
  return { ...(parse(text) as Omit<Workflow, 'file' | 'text'>), file, text };
});

export const actions: readonly Action[] = readdirSync(join(directory, 'actions')).map((folder) => {
  const text = readFileSync(join(directory, 'actions', folder, 'action.yml'), 'utf8');
  return { ...(parse(text) as Omit<Action, 'name' | 'text'>), name: `./.github/actions/${folder}`, text };
});

/** @throws Error when there is no such workflow */
export function workflowOf(file: string): Workflow {
  const found = workflows.find((workflow) => workflow.file === file);
  if (found === undefined) throw new Error(`There is no .github/workflows/${file}.`);
  return found;
}

/** A job with the place that it is in, to be told in a message. */
export interface PlacedJob {
  place: string;
  workflow: Workflow;
  job: Job;
}

export const jobs: readonly PlacedJob[] = workflows.flatMap((workflow) =>
  Object.entries(workflow.jobs).map(([name, job]) => ({ place: `${workflow.file} ${name}`, workflow, job })),
);

/** A step of a job or of an action, with the place that it is in. */
export interface PlacedStep {
  place: string;
  step: Step;
  /** Variables of the workflow and the job. */
  env: Record<string, string>;
}

export const steps: readonly PlacedStep[] = [
  ...jobs.flatMap(({ place, workflow, job }) =>
    (job.steps ?? []).map((step) => ({ place, step, env: { ...workflow.env, ...job.env } })),
  ),
  ...actions.flatMap(({ name, runs }) => runs.steps.map((step) => ({ place: name, step, env: {} }))),
];
