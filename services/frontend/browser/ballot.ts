import type { Tally } from './vote-view.ts';

export interface BallotOptions {
  /** The tally that the page was rendered with. */
  initial: Tally;
  /** Gives or takes back the vote, and resolves with the tally after it; rejects if it was not counted. */
  send: (isVote: boolean) => Promise<Tally>;
  show: (tally: Tally) => void;
  /** Is called once whatever was wanted is counted, or with the `problem` that kept it from being counted. */
  onSettled: (result: { isVote: boolean; problem?: unknown }) => void;
}

/** The visitor's vote for one product, which can change its mind faster than the shop can answer. */
export interface Ballot {
  /** Turns the vote around. It shows at once; the last turn counts, and one request is under way at most. */
  toggle(): void;
}

export function createBallot({ initial, send, show, onSettled }: BallotOptions): Ballot {
  let known = initial;
  let isWanted = initial.voted;
  let isSending = false;

  function showWanted(): void {
    const difference = Number(isWanted) - Number(known.voted);
    show({ votes: Math.max(0, known.votes + difference), voted: isWanted });
  }

  async function settle(): Promise<void> {
    isSending = true;
    try {
      while (isWanted !== known.voted) {
        known = await send(isWanted);
        showWanted();
      }
      onSettled({ isVote: isWanted });
    } catch (problem) {
      isWanted = known.voted;
      showWanted();
      onSettled({ isVote: isWanted, problem });
    } finally {
      isSending = false;
    }
  }

  return {
    toggle() {
      isWanted = !isWanted;
      showWanted();
      if (!isSending) void settle();
    },
  };
}
