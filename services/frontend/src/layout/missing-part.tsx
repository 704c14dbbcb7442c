import type { VNode } from 'preact';
import { LOCAL_ENVIRONMENT } from '../config.ts';

export interface MissingPartProps {
  /** What is missing, as the subject of a sentence: "Votes are". */
  what: string;
  state: 'away' | 'absent';
  /** The service that would bring it. */
  backend: 'catalog' | 'voting' | 'recommendation';
  environment: string;
}

/** Stands where a part of a page would be. On a laptop it says how to start what is missing. */
export function MissingPart({ what, state, backend, environment }: MissingPartProps): VNode {
  return (
    <div class="missing-part">
      <p>
        {what} {state === 'away' ? 'not available right now.' : 'not part of this shop yet.'}
      </p>
      {environment === LOCAL_ENVIRONMENT && (
        <p class="quiet">
          Start the service <code>{backend}</code> with <code>npm run dev -w services/{backend}</code>
          {state === 'absent' && (
            <>
              {' '}
              and give the frontend its address in <code>{backend.toUpperCase()}_URL</code>
            </>
          )}
          , then reload this page.
        </p>
      )}
    </div>
  );
}
