import { expect, it } from 'vitest';
import { versionGap } from '../src/environments/version-gap.ts';

const build = (
  version: string,
  commit: string | null = null,
): { version: string; commit: string | null } => ({
  version,
  commit,
});

it.each([
  ['1.3.0', '1.3.1', '1 patch behind'],
  ['1.2.9', '1.4.0', '2 minor behind'],
  ['1.9.9', '3.0.0', '2 major behind'],
  ['2.0.0', '1.9.9', '1 major ahead'],
  ['1.3.0-rc.1', '1.3.0', 'a pre-release behind'],
  ['1.3.0-rc.2', '1.3.0-rc.10', 'a pre-release behind'],
  ['1.3.0', '1.3.0-rc.1', 'a pre-release ahead'],
  ['2026-11-24', '2026-11-23', 'another version'],
])('tells that %s is, next to %s, %s', (version, before, words) => {
  expect(versionGap(build(version), build(before))).toMatchObject({ words });
});

it.each([
  [build('1.2.3'), build('1.2.3')],
  [build('1.2.3+linux'), build('1.2.3+mac')],
  [build('latest'), build('latest')],
  [build('1.2.3', '4f2a91c'), build('1.2.3', '4F2A91C0ab12cd34ab12cd34ab12cd34ab12cd34')],
  [build('1.2.3', 'unknown'), build('1.2.3', '4f2a91c')],
])('takes %o and %o for the same', (one, other) => {
  expect(versionGap(one, other)).toEqual({ kind: 'same' });
});

it('tells two builds of one version apart by their commits', () => {
  for (const version of ['1.2.3', 'latest']) {
    expect(versionGap(build(version, '4f2a91c'), build(version, '5be7710'))).toEqual({
      kind: 'other',
      words: 'same version, other commit',
    });
  }
});
