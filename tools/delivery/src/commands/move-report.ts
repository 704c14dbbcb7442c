import type { MoveResult } from '../env-repo/promote.ts';
import type { Report } from '../report.ts';

/** What both `promote` and `rollback` print with `--json`. */
export const moveJson = '{outcome, service, version, environment, previous, branch, request}';

/** What a promotion or a rollback has done. */
export function moveReport(result: MoveResult): Report {
  const { outcome, service, version, environment, previous, branch, request } = result;
  const after = previous === null ? '' : `, after ${previous}`;
  const text = {
    promoted: `${environment} has ${service} ${version}${after}.`,
    'rolled-back': `${environment} has ${service} ${version} again${after}.`,
    already: `${environment} has ${service} ${version} already.`,
    requested:
      request === null
        ? `${branch ?? ''} has ${service} ${version} for ${environment}. The env-repo is on no forge: merge the branch with git.`
        : `${service} ${version} comes to ${environment} when a person merges ${request}`,
  }[outcome];
  return { value: result, text };
}
