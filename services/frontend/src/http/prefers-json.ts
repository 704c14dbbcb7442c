import type { Request } from 'express';
import { PROBLEM_MEDIA_TYPE } from '@foldline/service-kit/problem';

/** Whether a request would rather have JSON than a page. One that does not say gets the page. */
export function prefersJson(request: Request): boolean {
  const preferred = request.accepts('text/html', 'application/json', PROBLEM_MEDIA_TYPE);
  return preferred !== false && preferred !== 'text/html';
}
