import type { ComponentChildren, VNode } from 'preact';
import type { EnvironmentStatus, ServiceStatus } from '../../status/environment-status.ts';
import { Commit } from './commit.tsx';
import { elapsed } from './elapsed.ts';
import { StateMark } from './state-mark.tsx';

export interface ServicesTableProps {
  status: EnvironmentStatus;
  repositoryUrl: string | undefined;
}

const columns = ['Service', 'State', 'Version', 'Commit', 'Instance', 'Latency', 'Last change'];

/**
 * The services of this environment. On a phone each row becomes a block; the roles say that it still is a table, which
 * browsers forget of one that is laid out otherwise.
 */
export function ServicesTable({ status: { services, asOf }, repositoryUrl }: ServicesTableProps): VNode {
  return (
    <div class="table-scroll" role="region" aria-labelledby="services-heading" tabIndex={0}>
      <table class="status-table" id="status-services" data-live role="table">
        <thead role="rowgroup">
          <tr role="row">
            {columns.map((column) => (
              <th key={column} role="columnheader" scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {services.map((service) => (
            <ServiceRow key={service.service} service={service} asOf={asOf} repositoryUrl={repositoryUrl} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface ServiceRowProps {
  service: ServiceStatus;
  asOf: string;
  repositoryUrl: string | undefined;
}

function ServiceRow({ service: seen, asOf, repositoryUrl }: ServiceRowProps): VNode {
  const { service, state, version, commit, instance, latencyMs, changedAt } = seen;
  return (
    <tr role="row">
      <th role="rowheader" scope="row">
        {service}
      </th>
      <td role="cell" class="cell-state">
        <StateMark state={state} />
      </td>
      <Cell label="Version">{version}</Cell>
      <Cell label="Commit">
        {commit !== null && <Commit commit={commit} repositoryUrl={repositoryUrl} />}
      </Cell>
      <Cell label="Instance">{instance}</Cell>
      <Cell label="Latency">
        {latencyMs !== null && `${latencyMs < 10 ? latencyMs : Math.round(latencyMs)} ms`}
      </Cell>
      <Cell label="Last change">
        <time dateTime={changedAt}>{elapsed(changedAt, asOf)}</time>
      </Cell>
    </tr>
  );
}

// On a phone the head of the table is not in sight: each value has its label beside it, and a cell without a value no
// place. Screen readers know the column by its head.
function Cell({ label, children }: { label: string; children: ComponentChildren }): VNode {
  const isEmpty = children === null || children === false;
  return (
    <td role="cell" class={isEmpty ? 'cell-empty' : undefined}>
      <span class="cell-label" aria-hidden="true">
        {label}
      </span>
      <span class="cell-value">{isEmpty ? '–' : children}</span>
    </td>
  );
}
