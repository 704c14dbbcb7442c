import { printable } from '../printable.ts';
import type { ConventionalCommit } from './conventional-commit.ts';
import type { DependencyChange } from './dependency-changes.ts';
import type { Plan } from './plan.ts';

/** Longer lists help nobody, and a first release has the whole history. */
const maxItems = 100;

const sections: readonly [string, (commit: ConventionalCommit) => boolean][] = [
  ['Features', ({ type }) => type === 'feat'],
  ['Fixes', ({ type = '' }) => ['fix', 'perf', 'revert'].includes(type)],
];

/**
 * What a release brings, for people: paragraphs of a heading and a list. Every line that comes from a commit starts
 * with `- `, so that no message can pass for a heading, a trailer or a signature.
 */
export function releaseNotes({ last, commits, dependencies }: Plan): string[] {
  if (last === undefined) return ['The first release.'];
  const breaking = commits.flatMap((commit) =>
    commit.breaking === undefined ? [] : [item(commit, commit.breaking)],
  );
  return [
    section('Breaking changes', breaking),
    ...sections.map(([title, belongs]) =>
      section(
        title,
        commits.filter(belongs).map((commit) => item(commit, commit.subject)),
      ),
    ),
    section('Dependencies', dependencies.map(showDependency)),
  ].filter((paragraph) => paragraph !== '');
}

function section(title: string, items: readonly string[]): string {
  if (items.length === 0) return '';
  const more = items.length > maxItems ? [`- and ${items.length - maxItems} more`] : [];
  return [title, ...items.slice(0, maxItems).map((text) => `- ${text}`), ...more].join('\n');
}

function item({ scope, hash }: ConventionalCommit, text: string): string {
  return printable(`${scope === undefined ? '' : `${scope}: `}${text} (${hash.slice(0, 7)})`);
}

/** `fastify 5.12.8 → 5.13.0` */
export function showDependency({ name, from, to }: DependencyChange): string {
  const list = (versions: readonly string[]): string =>
    versions.length === 0 ? 'none' : versions.join(', ');
  return printable(`${name} ${list(from)} → ${list(to)}`);
}
