import type { VNode } from 'preact';
import { isCommit, shortCommit } from '../../status/commit-id.ts';

export interface CommitProps {
  commit: string;
  /** Where the repository is shown to people; without it a commit is no link. */
  repositoryUrl: string | undefined;
}

/** A commit in short, which leads to the repository where one is configured. What is no commit is only named. */
export function Commit({ commit, repositoryUrl }: CommitProps): VNode {
  if (!isCommit(commit)) return <>{commit}</>;
  const short = <code>{shortCommit(commit)}</code>;
  return repositoryUrl === undefined ? short : <a href={`${repositoryUrl}/commit/${commit}`}>{short}</a>;
}
