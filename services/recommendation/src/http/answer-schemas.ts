import { Type } from 'typebox';

/** The part of every answer that says whether it is up to date. */
export const Stale = Type.Boolean({
  description: 'true if a backend is away and this is the last known answer; the header Age says how old',
});

/** What 503 means here. */
export const unavailable =
  'A backend does not answer and never did since this instance started. Retry-After says when to try again.';
