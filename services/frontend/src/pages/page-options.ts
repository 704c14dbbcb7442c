import type { Logger } from '@foldline/service-kit/logger';
import type { Backends } from '../backends/backends.ts';
import type { View } from '../layout/view.tsx';
import type { FirstVote } from '../voter/first-vote.ts';
import type { VoterCookie } from '../voter/voter-cookie.ts';

/** What the pages of the shop are made with. */
export interface PageOptions {
  view: View;
  backends: Backends;
  voterCookie: VoterCookie;
  firstVote: FirstVote;
  /** How long a page waits for all its backends together, in milliseconds. */
  budgetMs: number;
  environment: string;
  logger: Logger;
}
