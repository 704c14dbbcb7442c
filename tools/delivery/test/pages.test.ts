import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { expect, test } from 'vitest';

const repository = join(import.meta.dirname, '../../..');

const listed = ['ls-files', '--cached', '--others', '--exclude-standard', '*.md'];
const pages = execFileSync('git', listed, { cwd: repository, encoding: 'utf8' })
  .trim()
  .split('\n')
  .filter((page) => existsSync(join(repository, page)));

/** A page without its blocks of code. */
function proseOf(page: string): string {
  return readFileSync(join(repository, page), 'utf8').replaceAll(/^ *```.*?^ *```/gms, '');
}

/** The anchors that GitHub gives a page's headings: lower case, no punctuation, hyphens for spaces. */
function anchorsOf(page: string): Set<string> {
  const anchors = new Set<string>();
  for (const [, heading = ''] of proseOf(page).matchAll(/^#+ (.+)$/gm)) {
    const anchor = heading
      .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1')
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}_ -]/gu, '')
      .replaceAll(' ', '-');
    let name = anchor;
    for (let count = 1; anchors.has(name); count += 1) name = `${anchor}-${count}`;
    anchors.add(name);
  }
  return anchors;
}

/** The links of a page that lead nowhere in this repository. */
function deadLinks(page: string): string[] {
  const targets = [
    ...proseOf(page)
      .replaceAll(/`[^`\n]*`/g, '')
      .matchAll(/\]\(([^)\s]+)\)/g),
  ].map(([, target = '']) => target);
  return targets
    .filter((target) => !/^[a-z]+:/.test(target))
    .filter((target) => {
      const [path = '', anchor] = target.split('#');
      const file = path === '' ? page : normalize(join(dirname(page), path));
      if (!existsSync(join(repository, file))) return true;
      return anchor !== undefined && !anchorsOf(file).has(anchor);
    });
}

test('every link between pages leads somewhere', () => {
  expect(pages.length).toBeGreaterThan(50);
  expect(
    Object.fromEntries(
      pages.map((page) => [page, deadLinks(page)] as const).filter(([, dead]) => dead.length > 0),
    ),
  ).toEqual({});
});

// A service's own page names the scripts of its folder.
test('every command that a page names is one', () => {
  const reference = readFileSync(join(repository, 'docs/reference/delivery.md'), 'utf8');
  const commands = [...reference.matchAll(/^## ([a-z-]+)$/gm)].map(([, name]) => name);
  const scripts = Object.keys(
    (JSON.parse(readFileSync(join(repository, 'package.json'), 'utf8')) as { scripts: object }).scripts,
  );
  const wrong = pages
    .filter((page) => !page.startsWith('services/'))
    .flatMap((page) => {
      const text = readFileSync(join(repository, page), 'utf8');
      const named = [...text.matchAll(/npm run delivery -- ([a-z][a-z-]*)/g)].map(([, name]) => name);
      const run = [...text.matchAll(/npm run ([a-z]+(?::[a-z]+)?)\b(?! -w)(?! in)/g)].map(
        ([, name]) => name ?? '',
      );
      return [
        ...named
          .filter((name) => !commands.includes(name))
          .map((name) => `${page}: delivery -- ${name ?? ''}`),
        ...run.filter((name) => !scripts.includes(name)).map((name) => `${page}: npm run ${name}`),
      ];
    });
  expect(wrong).toEqual([]);
});
