import type { VNode } from 'preact';
import type { BoardCell, BoardRow } from '../../environments/board.ts';
import type { SeenEnvironment } from '../../environments/observe-environment.ts';
import { EnvironmentName } from '../../layout/environment-badge.tsx';
import { GapMark } from './gap-mark.tsx';
import { StateMark } from './state-mark.tsx';

export interface BoardProps {
  environments: readonly SeenEnvironment[];
  rows: readonly BoardRow[];
  /** The environment of this frontend. */
  own: string;
}

/** What runs in each environment, side by side in the order of promotion. On a phone each service becomes a block. */
export function Board({ environments, rows, own }: BoardProps): VNode {
  return (
    <div class="table-scroll" role="region" aria-labelledby="board-heading" tabIndex={0}>
      <table class="board" id="status-board" data-live role="table">
        <thead role="rowgroup">
          <tr role="row">
            <th role="columnheader" scope="col">
              Service
            </th>
            {environments.map(({ name }) => (
              <th key={name} role="columnheader" scope="col">
                {name === own && <span class="board-own">you are here</span>}
                <EnvironmentName environment={name} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {rows.map(({ service, cells }) => (
            <tr key={service} role="row">
              <th role="rowheader" scope="row">
                {service}
              </th>
              {environments.map((environment, index) => (
                <td
                  key={environment.name}
                  role="cell"
                  class={environment.state === 'seen' ? undefined : 'board-unseen'}
                >
                  <span class="board-place" aria-hidden="true">
                    <EnvironmentName environment={environment.name} />
                  </span>
                  <CellContent environment={environment} cell={cells[index]} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function CellContent({
  environment,
  cell,
}: {
  environment: SeenEnvironment;
  cell: BoardCell | undefined;
}): VNode {
  if (environment.state !== 'seen') return <span class="board-note">{whyUnseen(environment)}</span>;
  if (cell?.service === undefined) return <span class="board-note">not there</span>;
  const { service, gap } = cell;
  return (
    <>
      {service.version !== null && <span class="board-version">{service.version}</span>}
      {gap && <GapMark gap={gap} />}
      {service.state !== 'ready' && <StateMark state={service.state} />}
    </>
  );
}

function whyUnseen(environment: Exclude<SeenEnvironment, { state: 'seen' }>): string {
  switch (environment.state) {
    case 'unreachable':
      return 'cannot be reached';
    case 'too-late':
      return 'did not answer in time';
    case 'unusable':
      return 'gave no usable answer';
    case 'other':
      return `answers as ${environment.answersAs}`;
  }
}
