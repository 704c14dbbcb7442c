/** The votes of a product, and whether the visitor's is among them. */
export interface Tally {
  votes: number;
  voted: boolean;
}

const ownVote = ' your vote';
const format = new Intl.NumberFormat(navigator.languages.slice());

/** What a vote form shows. */
export function readForm(form: HTMLFormElement): Tally {
  return { votes: Number(form.dataset['votes']), voted: actionOf(form)?.value === 'take-back' };
}

/** Shows a tally in a vote form as the server would, in place, so that the button keeps the focus. */
export function showInForm(form: HTMLFormElement, { votes, voted }: Tally): void {
  const action = actionOf(form);
  const label = form.querySelector('.vote-label');
  const words = form.querySelector('.vote-button .visually-hidden');
  const count = form.querySelector('.vote-count');
  const mark = form.querySelector('.vote-mark');
  if (!action || !label || !words || !count || !mark) return;
  form.dataset['votes'] = String(votes);
  action.value = voted ? 'take-back' : 'vote';
  const rest = words.textContent.replace(ownVote, '');
  words.textContent = voted ? ownVote + rest : rest;
  const total = `${format.format(votes)} ${votes === 1 ? 'vote' : 'votes'}`;
  if (voted) {
    label.replaceChildren('Take back');
    count.replaceChildren(mark, `${total}, ${votes === 1 ? 'yours' : 'yours too'}`);
  } else {
    label.replaceChildren(mark, 'Vote');
    count.replaceChildren(total);
  }
  count.classList.toggle('voted', voted);
}

// Not `form.action`: the form's own field of that name hides it.
function actionOf(form: HTMLFormElement): HTMLInputElement | null {
  return form.querySelector<HTMLInputElement>('input[name="action"]');
}
