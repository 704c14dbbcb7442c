import { CommitParser } from 'conventional-commits-parser';
import type { Commit } from './commit.ts';

export type Level = 'major' | 'minor' | 'patch';

/** A commit as its message describes it. */
export interface ConventionalCommit extends Commit {
  /** The first line of the message. */
  header: string;
  /** In lower case; `undefined` where the header is not a conventional one. */
  type: string | undefined;
  scope: string | undefined;
  /** The header without type and scope. */
  subject: string;
  /** What it breaks, in the author's words; `undefined` for nothing. */
  breaking: string | undefined;
  /** The commit that it takes back, by its hash or its header. */
  reverts: { hash: string | undefined; header: string | undefined } | undefined;
}

const parser = new CommitParser({
  headerPattern: /^(\w+)(?:\(([^()]*)\))?(!)?: +(.+)$/,
  headerCorrespondence: ['type', 'scope', 'mark', 'subject'],
  // Capitals and a colon, as the convention demands: prose that begins with "Breaking change" promises nothing.
  noteKeywords: ['BREAKING CHANGE', 'BREAKING-CHANGE'],
  notesPattern: (keywords) => new RegExp(`^(${keywords}): (.*)`),
});

/**
 * Reads a commit's message by https://www.conventionalcommits.org. The header decides: a squash has the pull request's
 * title there, and the list of its commits below means nothing, but a `BREAKING CHANGE:` at a line's beginning does.
 */
export function readConventional(commit: Commit): ConventionalCommit {
  const message = commit.message.replaceAll('\r', '').trim();
  const header = message.split('\n', 1)[0] ?? '';
  const parsed = message === '' ? undefined : parser.parse(message);
  const subject = parsed?.['subject'] ?? header;
  const note = parsed?.notes[0]?.text;
  return {
    ...commit,
    header,
    type: revertHeader.test(header) ? 'revert' : parsed?.['type']?.toLowerCase(),
    scope: parsed?.['scope'] ?? undefined,
    subject,
    breaking: note ?? (parsed?.['mark'] === '!' ? subject : undefined),
    reverts: readRevert(message, header),
  };
}

/** `Revert "feat: x"` as git and GitHub write it, and `revert: feat: x` by the convention. `Reapply` reverts a revert. */
const revertHeader = /^(?:Revert|Reapply) "(.+)"(?: \(#\d+\))?$/;

function readRevert(message: string, header: string): ConventionalCommit['reverts'] {
  const hash = /^This reverts commit ([0-9a-f]{7,64})\b/m.exec(message)?.[1];
  const quoted =
    /^Revert "(.+)"(?: \(#\d+\))?$/.exec(header)?.[1] ?? /^revert(?:\([^()]*\))?: +(.+)$/.exec(header)?.[1];
  return hash === undefined && quoted === undefined ? undefined : { hash, header: quoted };
}

/** What a commit asks of the next version; nothing for what users do not notice. */
export function levelOf({ type, breaking }: ConventionalCommit): Level | undefined {
  if (breaking !== undefined) return 'major';
  if (type === 'feat') return 'minor';
  return type === 'fix' || type === 'perf' || type === 'revert' ? 'patch' : undefined;
}
