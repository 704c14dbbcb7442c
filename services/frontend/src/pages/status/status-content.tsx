import type { VNode } from 'preact';
import { boardOf } from '../../environments/board.ts';
import type { SeenEnvironment } from '../../environments/observe-environment.ts';
import { EnvironmentName } from '../../layout/environment-badge.tsx';
import type { EnvironmentStatus } from '../../status/environment-status.ts';
import { Board } from './board.tsx';
import { ServicesTable } from './services-table.tsx';
import { Summary } from './summary.tsx';

export interface StatusContentProps {
  status: EnvironmentStatus;
  /** Empty where there is no board. */
  environments: readonly SeenEnvironment[];
  repositoryUrl: string | undefined;
}

/** The parts marked `data-live` are what the browser's script puts in place of the old ones, by their ids. */
export function StatusContent({ status, environments, repositoryUrl }: StatusContentProps): VNode {
  const services = status.services.map(({ service }) => service);
  const [first, last] = [environments[0], environments.at(-1)];
  return (
    <div class="status">
      <div class="status-head">
        <h1>
          What runs in <EnvironmentName environment={status.environment} />
        </h1>
        <Summary status={status} />
      </div>
      <section>
        <h2 id="services-heading">Services</h2>
        <ServicesTable status={status} repositoryUrl={repositoryUrl} />
        <p class="quiet">
          Latency is how long a service took to say its version. Last change is when this instance of the
          frontend first saw a service in its present state and version.
        </p>
      </section>
      {first && last && (
        <section>
          <h2 id="board-heading">
            From {first.name} to {last.name}
          </h2>
          <Board
            environments={environments}
            rows={boardOf(environments, services)}
            own={status.environment}
          />
          <p class="quiet">Each version is compared with the one in the environment before it.</p>
        </section>
      )}
    </div>
  );
}
