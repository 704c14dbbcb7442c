import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { buildCommandLine } from '@foldline/delivery/command-line';
import { describe, expect, inject, test } from 'vitest';
import { calledCommands } from './called-commands.ts';
import { repository, steps, workflowOf } from './workflow-files.ts';

const { scripts } = JSON.parse(readFileSync(join(repository, 'package.json'), 'utf8')) as {
  scripts: Record<string, string>;
};

// Without a shell to ask there is nothing to look at; that has been told.
const runs = (inject('has').bash ? steps : [])
  .filter(({ step }) => step.run !== undefined)
  .map((placed) => ({ place: placed.place, step: placed.step, ...calledCommands(placed) }));
const commands = runs.flatMap(({ place, commands }) => commands.map((command) => ({ place, command })));

/** The arguments of every call of a program whose first arguments are these. */
function callsOf(...start: string[]): string[][] {
  return commands
    .map(({ command }) => command)
    .filter((command) => start.every((word, index) => command[index] === word))
    .map((command) => command.slice(start.length));
}

describe.runIf(inject('has').bash)('a step', () => {
  test('every step runs in a shell that stops at a variable that nobody sets', () => {
    expect(runs.length).toBeGreaterThan(30);
    for (const { place, step, failure } of runs)
      expect({ place, run: step.run, failure }).toMatchObject({ failure: '' });
  });

  test('every command is one that the runner has, or that a step before has installed', () => {
    const known = ['npm', 'npx', 'helm', 'docker', 'cosign', 'grype', 'gh', 'go', 'kubectl', 'pipx', 'date'];
    for (const { place, command } of commands)
      expect(known, `${place}: ${command.join(' ')}`).toContain(command[0]);
  });

  describe('npm', () => {
    test('is asked for what it has, and runs scripts that exist', () => {
      for (const { place, command } of commands) {
        if (command[0] !== 'npm') continue;
        const [, verb = '', ...rest] = command;
        expect(['ci', 'run', 'test', 'sbom'], place).toContain(verb);
        if (verb === 'ci') expect(rest, place).toEqual([]);
        if (verb === 'run')
          expect(Object.keys(scripts), place).toContain(rest.find((word) => word !== '--silent'));
      }
    });
  });

  describe('delivery', () => {
    const calls = callsOf('npm', 'run', '--silent', 'delivery', '--');

    test('is called silently: what npm says of itself is no output of a step', () => {
      expect(calls.length).toBeGreaterThan(8);
      expect(callsOf('npm', 'run', 'delivery')).toEqual([]);
    });

    test.each(calls.map((args) => [args.join(' '), args]))('takes %s', async (_, args) => {
      const said: string[] = [];
      const say = (text: string): unknown => said.push(text);
      const program = buildCommandLine(
        { directory: repository, env: {}, stdout: say, stderr: say },
        () => Promise.resolve(0),
        () => undefined,
      );
      for (const command of program.commands) command.action(() => undefined);
      await program.parseAsync(args, { from: 'user' }).catch(say);
      expect(said).toEqual([]);
    });
  });

  describe('turbo', () => {
    const ofScripts = callsOf('npm', 'test', '--').map((args) => [
      ...(scripts['test'] ?? '').split(' ').slice(1),
      ...args,
    ]);
    const calls = [...callsOf('npx', 'turbo'), ...ofScripts];

    test.each(calls.map((args) => [args.join(' '), args]))('takes %s', async (_, args) => {
      const turbo = join(repository, 'node_modules', '.bin', 'turbo');
      const { stdout } = await promisify(execFile)(turbo, [...args, '--dry=json'], {
        cwd: repository,
        env: { ...process.env, TURBO_SCM_BASE: 'HEAD' },
        maxBuffer: 2 ** 26,
      });
      expect(JSON.parse(stdout)).toHaveProperty('tasks');
    });
  });

  test('a workflow that another one starts is there, and lets itself be started', () => {
    const started = callsOf('gh', 'workflow', 'run');
    expect(started.length).toBeGreaterThan(0);
    for (const [file = ''] of started) expect(workflowOf(file).on).toHaveProperty('workflow_dispatch');
  });
});
