import { mkdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { discoverServices } from '../src/discover-services.ts';
import { generateCode } from '../src/generate-code.ts';
import { fixtureShop } from './fixture-shop.ts';
import type { FixtureShop } from './fixture-shop.ts';
import { runShop } from './run-command.ts';

/** A shop whose frontend has generated code, made from a schema and its styles, and counts how often it is made. */
async function shopWithGeneratedCode(): Promise<
  FixtureShop & { schema: string; styles: string; generations: () => Promise<number> }
> {
  const shop = await fixtureShop();
  const directory = join(shop.sources.frontend, '../..');
  const schema = join(directory, 'schema.prisma');
  const styles = join(directory, 'styles');
  const generate =
    "node -e \"fs.mkdirSync('src/generated',{recursive:true});fs.appendFileSync('count','x')\"";
  const files: [string, object][] = [
    [
      join(shop.root, 'package.json'),
      {
        name: 'fixture',
        packageManager: 'npm@11.6.2',
        workspaces: ['services/*'],
        engines: { node: '>=20.19.0' },
      },
    ],
    [
      join(shop.root, 'turbo.json'),
      {
        tasks: {
          generate: {
            cache: false,
            inputs: ['schema.prisma', 'styles/**'],
            outputs: ['src/generated/**'],
          },
        },
      },
    ],
    [
      join(directory, 'package.json'),
      { name: 'frontend', type: 'module', scripts: { generate }, foldline: { port: shop.ports.frontend } },
    ],
  ];
  for (const [file, content] of files) await writeFile(file, JSON.stringify(content));
  await writeFile(schema, 'model Fold {}\n');
  await mkdir(join(styles, 'parts'), { recursive: true });
  await writeFile(join(styles, 'parts', 'fold.css'), '');
  const long = new Date(Date.now() - 60_000);
  for (const path of [schema, styles, join(styles, 'parts'), join(styles, 'parts', 'fold.css')]) {
    await utimes(path, long, long);
  }
  return {
    ...shop,
    schema,
    styles,
    generations: async () => (await readFile(join(directory, 'count'), 'utf8')).length,
  };
}

test('code is generated when it is missing or older than what it is made from, and only then', async () => {
  const { root, schema, styles, generations } = await shopWithGeneratedCode();
  const services = await discoverServices(root);
  const generate = (): Promise<void> =>
    generateCode(root, services, join(root, '.data'), new AbortController().signal);

  await generate();
  expect(await generations()).toBe(1);

  await generate();
  expect(await generations()).toBe(1);

  await writeFile(schema, 'model Crease {}\n');
  await generate();
  expect(await generations()).toBe(2);

  await writeFile(join(styles, 'parts', 'fold.css'), 'p {}\n');
  await generate();
  expect(await generations()).toBe(3);

  await rm(join(styles, 'parts', 'fold.css'));
  await generate();
  expect(await generations()).toBe(4);
});

test('in dev mode a changed style is generated anew before the service restarts', async () => {
  const { root, styles, generations } = await shopWithGeneratedCode();
  const run = runShop(root, ['dev', 'frontend']);
  await run.says(/is ready/);

  await writeFile(join(styles, 'parts', 'fold.css'), 'p {}\n');

  await run.says(/frontend restarted in/);
  expect(await generations()).toBe(2);
});

test('what keeps code from being generated is said', async () => {
  const { root, sources } = await shopWithGeneratedCode();
  const file = join(sources.frontend, '../../package.json');
  const manifest = JSON.parse(await readFile(file, 'utf8')) as object;
  const generate = 'node -e "console.log(\'no such crease\');process.exit(1)"';
  await writeFile(file, JSON.stringify({ ...manifest, scripts: { generate } }));

  const run = runShop(root, ['start', 'frontend']);

  expect(await run.exitCode).toBe(1);
  expect(run.stdout()).toMatch(/Code could not be generated.*no such crease/);
});
