import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { discoverServices } from '../src/discover-services.ts';

const repository = path.join(import.meta.dirname, '..', '..', '..');
const services = await discoverServices(repository);
const { tasks } = JSON.parse(await readFile(path.join(repository, 'turbo.json'), 'utf8')) as {
  tasks: Record<string, { dependsOn?: string[] }>;
};

/** What a task waits for, by turbo.json. */
function waitsFor(task: string): string[] {
  return tasks[task]?.dependsOn ?? [];
}

const of = (names: readonly string[], ...steps: string[]): string[] =>
  names.flatMap((name) => steps.map((step) => `@foldline/${name}#${step}`));

// A service's tests run the real ones that it calls, from their sources.
test.each(services.filter(({ peers }) => peers.length > 0))(
  'the tests of $name wait for the code of the services that it calls',
  ({ name, peers }) => {
    expect(waitsFor(`@foldline/${name}#test`)).toEqual(
      expect.arrayContaining(['sources', 'generate', '^generate', ...of(peers, 'sources', 'generate')]),
    );
  },
);

test('what looks at all services waits for the code of all', () => {
  const names = services.map(({ name }) => name);
  expect(waitsFor('@foldline/shop#test')).toEqual(expect.arrayContaining(of(names, 'sources', 'generate')));
  const generated = services.filter(({ hasGeneratedCode }) => hasGeneratedCode).map(({ name }) => name);
  for (const task of ['//#lint', '//#typecheck'])
    expect(waitsFor(task), task).toEqual(expect.arrayContaining(of(generated, 'generate')));
});
