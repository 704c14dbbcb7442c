import { execFileSync } from 'node:child_process';
import type { TestProject } from 'vitest/node';

/** Programs that the tests use where they are, with what goes without each and how to get it. */
const programs = {
  bash: {
    works: ['-c', '((BASH_VERSINFO[0] >= 4))'],
    suites: 'no step is run',
    get: 'install bash 4 or later, as the runners have it',
  },
  actionlint: {
    works: ['--version'],
    suites: 'nothing is checked with it',
    get: 'go install github.com/rhysd/actionlint/cmd/actionlint@v1.7.12',
  },
  zizmor: { works: ['--version'], suites: 'nothing is checked with it', get: 'pip install zizmor==1.32.0' },
  helm: {
    works: ['version'],
    suites: 'no chart is packaged',
    get: 'go install helm.sh/helm/v4/cmd/helm@v4.3.1',
  },
} as const;

declare module 'vitest' {
  interface ProvidedContext {
    /** Which programs this machine has. */
    has: Record<keyof typeof programs, boolean>;
  }
}

/** Looks once for the programs. What is missing is told; with `REQUIRE_WORKFLOW_TOOLS=1` nothing may be. */
export default function setup({ provide }: TestProject): void {
  const has = { bash: false, actionlint: false, zizmor: false, helm: false };
  for (const name of Object.keys(programs) as (keyof typeof programs)[]) {
    const { works, suites, get } = programs[name];
    try {
      execFileSync(name, works, { stdio: 'ignore', timeout: 20_000 });
      has[name] = true;
    } catch {
      const message = `${name} is missing, so ${suites}. To have it: ${get}`;
      if (process.env['REQUIRE_WORKFLOW_TOOLS'] === '1') throw new Error(message);
      process.stderr.write(`workflows: ${message}\n`);
    }
  }
  provide('has', has);
}
