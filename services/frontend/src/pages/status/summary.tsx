import type { VNode } from 'preact';
import type { EnvironmentStatus, ServiceState } from '../../status/environment-status.ts';
import { STATUS_PATH } from '../paths.ts';
import { StateMark } from './state-mark.tsx';

const meanings: [state: ServiceState, meaning: string][] = [
  ['degraded', 'serves what it can: something that it needs is away'],
  ['not-ready', 'runs, but does not serve now'],
  ['away', 'gives no usable answer'],
  ['absent', 'is not part of this shop yet'],
];

/** How the environment does, in one sentence and a line for each state that is not the best one. */
export function Summary({ status: { services, asOf } }: { status: EnvironmentStatus }): VNode {
  const ready = services.filter(({ state }) => state === 'ready').length;
  const lines = meanings.flatMap(([state, meaning]) =>
    services
      .filter((candidate) => candidate.state === state)
      .map(({ service }) => (
        <li key={service}>
          <StateMark state={state} />
          <span>
            <strong>{service}</strong> {meaning}.
          </span>
        </li>
      )),
  );
  return (
    <div class="status-summary" id="status-summary" data-live>
      <p class="lead">
        {ready === services.length
          ? 'All services are ready.'
          : `${ready} of ${services.length} services are ready.`}
      </p>
      {lines.length > 0 && <ul>{lines}</ul>}
      <p class="quiet">
        As of <time dateTime={asOf}>{asOf.slice(11, 19)} UTC</time>.{' '}
        <a href={STATUS_PATH} id="status-refresh">
          Look again
        </a>
      </p>
    </div>
  );
}
