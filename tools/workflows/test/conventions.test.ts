import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { actions, jobs, repository, steps, workflowOf, workflows, type Job } from './workflow-files.ts';

const guides = join(repository, 'docs', 'how-to');
const sources = [
  ...workflows.map(({ file, text }) => ({ file, text })),
  ...actions.map(({ name, text }) => ({ file: name, text })),
];

describe('an action of others', () => {
  // Those of the guides are copied to repositories of other people.
  const guidesText = readdirSync(guides).map((file) => ({
    file,
    text: readFileSync(join(guides, file), 'utf8'),
  }));
  const uses = [...sources, ...guidesText].flatMap(({ file, text }) =>
    [...text.matchAll(/^\s*(?:- )?uses: ([^.].*)$/gm)].map(([, use = '']) => ({ file, use })),
  );

  test('is pinned by commit, with its version beside it', () => {
    expect(uses.length).toBeGreaterThan(20);
    for (const { file, use } of uses) {
      expect(`${file}: ${use}`).toMatch(/: [\w.-]+(\/[\w.-]+)+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
    }
  });

  test('is the same version everywhere', () => {
    const pins = new Set(uses.map(({ use }) => use));
    const names = new Set([...pins].map((use) => use.split('@')[0]));
    expect([...pins].map((use) => use.split('@')[0]).sort()).toEqual([...names].sort());
  });
});

describe('permissions', () => {
  test('are none, but what a job asks for', () => {
    for (const { file, permissions } of workflows)
      expect({ file, permissions }).toEqual({ file, permissions: {} });
    for (const { place, job } of jobs) expect(job.permissions, place).toBeDefined();
  });

  test('of a caller are those of the jobs that it calls, and no more', () => {
    const calls = jobs.filter(({ job }) => job.uses !== undefined);
    expect(calls.length).toBeGreaterThan(4);
    for (const { place, job } of calls) {
      const called = workflows.find(({ file }) => job.uses === `./.github/workflows/${file}`);
      expect({ place, permissions: job.permissions }).toEqual({
        place,
        permissions: strongest(Object.values(called?.jobs ?? {})),
      });
    }
  });

  test('never let one job change the code and sign, nor sign and run what npm has installed', () => {
    const signing = jobs.filter(({ job }) => job.steps && job.permissions?.['id-token'] === 'write');
    expect(signing.map(({ place }) => place)).toEqual(['service.yml image', 'service.yml publish']);
    for (const { place, job } of signing) {
      expect(job.permissions, place).toMatchObject({ contents: 'read' });
      expect(job.steps?.map(({ run = '' }) => run).join('\n'), place).not.toMatch(/npm (ci|run|install)|npx/);
    }
  });
});

/** What a set of jobs needs together. */
function strongest(of: readonly Job[]): Record<string, string> {
  const all = of.flatMap(({ permissions = {} }) => Object.entries(permissions));
  const written = all.filter(([, level]) => level === 'write');
  return Object.fromEntries([...all, ...written]);
}

test('every job has a time-out, of half an hour at most', () => {
  for (const { place, job } of jobs) {
    if (job.uses !== undefined) continue;
    expect(job['timeout-minutes'], place).toBeLessThanOrEqual(30);
  }
});

test('what comes from outside reaches a shell as a variable only', () => {
  for (const { place, step } of steps) expect(step.run ?? '', place).not.toContain('${{');
});

test('credentials are never left in a checkout', () => {
  const checkouts = steps.filter(({ step }) => step.uses?.startsWith('actions/checkout@'));
  expect(checkouts.length).toBeGreaterThan(0);
  for (const { place, step } of checkouts)
    expect(step.with, place).toMatchObject({ 'persist-credentials': false });
});

test('a secret is handed over by its name', () => {
  for (const { place, job } of jobs) expect(job.secrets, place).not.toBe('inherit');
});

test('a workflow that publishes has no cache: what fills it may be a pull request', () => {
  const publishing = workflows.filter(({ jobs }) => Object.values(jobs).some(writes));
  expect(publishing.map(({ file }) => file)).toEqual(
    expect.arrayContaining(['service.yml', 'promote.yml', 'rollback.yml']),
  );
  for (const { file, jobs } of publishing) {
    for (const { uses = '', with: inputs = {} } of Object.values(jobs).flatMap((job) => job.steps ?? [])) {
      expect(uses, file).not.toMatch(/^actions\/cache/);
      const caches = Object.entries(inputs).filter(([name]) => name.includes('cache'));
      const isNode = uses.startsWith('actions/setup-node@');
      expect({ file, caches }).toEqual({ file, caches: isNode ? [['package-manager-cache', false]] : [] });
    }
  }
});

test('what may write to a request runs the code that is on main already, never that of the request', () => {
  const { on, jobs } = workflowOf('describe-request.yml');
  expect(on).toMatchObject({ pull_request: { types: ['opened', 'reopened', 'synchronize'] } });
  expect(Object.values(jobs)).toHaveLength(1);
  for (const { permissions, steps = [] } of Object.values(jobs)) {
    expect(permissions).toEqual({ contents: 'read', 'pull-requests': 'write' });
    const checkouts = steps.filter(({ uses }) => uses?.startsWith('actions/checkout@'));
    expect(checkouts.map(({ with: inputs }) => inputs?.['ref'])).toEqual([
      '${{ github.event.pull_request.base.sha }}',
    ]);
  }
});

function writes({ permissions = {} }: Job): boolean {
  return Object.values(permissions).includes('write');
}

describe('what writes', () => {
  const groups = [
    ...workflows.map(({ file, concurrency }) => ({ place: file, concurrency })),
    ...jobs.map(({ place, job: { concurrency } }) => ({ place, concurrency })),
  ].flatMap(({ place, concurrency }) => (concurrency ? [{ place, ...concurrency }] : []));

  test('a release of a service waits for the one before, and what changes environments for each other; none is dropped', () => {
    const waiting = { 'cancel-in-progress': false, queue: 'max' };
    const ofRequests = ['pr.yml', 'describe-request.yml'];
    expect(groups.filter(({ place }) => !ofRequests.includes(place))).toEqual([
      { place: 'promote.yml', group: 'env-repo', ...waiting },
      { place: 'rollback.yml', group: 'env-repo', ...waiting },
      { place: 'service.yml release', group: 'release-${{ inputs.service }}', ...waiting },
      { place: 'service.yml deploy', group: 'env-repo', ...waiting },
    ]);
  });

  test('every job that may push is in one of these groups', () => {
    const pushing = jobs.filter(({ job }) => job.steps && job.permissions?.['contents'] === 'write');
    expect(pushing.length).toBeGreaterThan(0);
    for (const { place, workflow, job } of pushing)
      expect(job.concurrency ?? workflow.concurrency, place).toBeDefined();
  });
});
