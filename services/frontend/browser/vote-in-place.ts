import { announce, prepareAnnouncements } from './announce.ts';
import { createBallot, type Ballot } from './ballot.ts';
import { sendVote, VoteProblem } from './send-vote.ts';
import { rememberVote } from './vote-memory.ts';
import { readForm, showInForm } from './vote-view.ts';

// One for each address of a form: a product that is twice on a page has one vote all the same.
const ballots = new Map<string, Ballot>();

/** Sends vote forms in the background, wherever on the page they are. */
export function voteInPlace(): void {
  if (document.querySelector('form.vote')) prepareAnnouncements();
  document.addEventListener('submit', (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || !form.matches('form.vote')) return;
    event.preventDefault();
    ballotOf(form).toggle();
  });
  // The second click of a double click means what the first one did.
  document.addEventListener('click', (event) => {
    if (event.detail > 1 && event.target instanceof Element && event.target.closest('form.vote')) {
      event.preventDefault();
    }
  });
}

function ballotOf(form: HTMLFormElement): Ballot {
  const address = form.getAttribute('action') ?? '';
  const ballot = ballots.get(address) ?? openBallot(form, address);
  ballots.set(address, ballot);
  return ballot;
}

function openBallot(form: HTMLFormElement, address: string): Ballot {
  const forms = [...document.querySelectorAll<HTMLFormElement>('form.vote')].filter(
    (other) => other.getAttribute('action') === address,
  );
  return createBallot({
    initial: readForm(form),
    send(isVote) {
      rememberVote();
      return sendVote(form, isVote);
    },
    show(tally) {
      for (const each of forms) showInForm(each, tally);
    },
    onSettled({ isVote, problem }) {
      if (problem instanceof VoteProblem) announce(problem.message, { isWarning: true });
      else announce(isVote ? 'Your vote is counted.' : 'Your vote is taken back.', { isWarning: false });
    },
  });
}
