import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PlacedStep } from './workflow-files.ts';

/** Something that may stand where a workflow takes a value from outside. */
const samples: Record<string, string> = {
  BASE: 'origin/main',
  BRANCH: 'promote/prod/catalog',
  CHARTS: 'ghcr.io/foldline/foldline/charts',
  DIGEST: `sha256:${'0'.repeat(64)}`,
  ENVIRONMENT: 'prod',
  FROM: 'dev',
  GRYPE: 'grype',
  NUMBER: '12',
  REPOSITORY: 'ghcr.io/foldline/foldline/catalog',
  SERVICE: 'catalog',
  TITLE: 'feat: "search" $(by) `size`',
  TO: 'preprod',
  VERSION: '1.4.2',
};

/** What the runner gives every step. */
const runner = {
  GITHUB_OUTPUT: '/dev/null',
  GITHUB_PATH: '/dev/null',
  GITHUB_REPOSITORY: 'Foldline/Foldline',
};

/** Has the shell write down what it is to start: words end with a unit separator, commands with a record separator. */
const tell = `command_not_found_handle() { printf '%s\\037' "$@" >&3; printf '\\036' >&3; }; set -u; PATH=/nowhere\n`;

/**
 * The commands that a step would start, each as a list of its name and its arguments. The shell itself tells: it runs the
 * step, and finds no program.
 *
 * @returns also why the shell has failed, for example by a variable that nobody sets
 */
export function calledCommands({ step, env }: Pick<PlacedStep, 'step' | 'env'>): {
  commands: string[][];
  failure: string;
} {
  const scratch = mkdtempSync(join(tmpdir(), 'foldline-step-'));
  // A step may write to the folder above the one that it works in.
  const directory = join(scratch, 'work');
  mkdirSync(directory);
  const names = Object.keys({ ...env, ...step.env });
  const shell = ['--noprofile', '--norc', '-eo', 'pipefail', '-c', `${tell}${step.run ?? ''}`];
  const { output } = spawnSync('bash', shell, {
    cwd: directory,
    env: { ...runner, ...Object.fromEntries(names.map((name) => [name, samples[name] ?? ''])) },
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
    encoding: 'utf8',
  });
  rmSync(scratch, { recursive: true });
  const commands = (output[3] ?? '').split('\x1e').slice(0, -1);
  return { commands: commands.map((words) => words.split('\x1f').slice(0, -1)), failure: output[2] ?? '' };
}
