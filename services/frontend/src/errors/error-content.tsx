import type { VNode } from 'preact';
import { CreasePattern } from '../layout/crease-pattern.tsx';
import { homePath } from '../pages/paths.ts';

const headlines: Record<number, string> = {
  400: 'That did not fold right',
  403: 'Not from there',
  404: 'Nothing is folded here',
  405: 'Not in this way',
  413: 'Too much paper',
  414: 'Too long a strip',
  415: 'The wrong kind of paper',
  500: 'The paper tore',
  503: 'Back in a moment',
};

/** A few words for a status, as title and heading of its page. */
export function headline(status: number): string {
  return headlines[status] ?? 'That did not work';
}

export interface ErrorContentProps {
  status: number;
  detail: string;
  requestId: string | undefined;
  /** Whether the same request may be answered in a moment. */
  canTryAgain: boolean;
}

export function ErrorContent({ status, detail, requestId, canTryAgain }: ErrorContentProps): VNode {
  return (
    <div class="error-page">
      <div class="sheet error-sheet" aria-hidden="true">
        <CreasePattern />
        <span class="error-status">{status}</span>
      </div>
      <div class="error-text">
        <h1>{headline(status)}</h1>
        <p class="lead">{detail}</p>
        <ul class="ways">
          {canTryAgain && (
            <li>
              {/* The address that it stands at. */}
              <a class="way-on" href="">
                Try again
              </a>
            </li>
          )}
          <li>
            <a class="way-on" href={homePath({})}>
              See all models
            </a>
          </li>
        </ul>
        {requestId !== undefined && (
          <p class="quiet">
            Request <code>{requestId}</code>
          </p>
        )}
      </div>
    </div>
  );
}
