import type { VNode } from 'preact';
import { leaderboardWindows, type LeaderboardWindow } from '../../backends/leaderboard.ts';
import type { ProductSummary } from '../../backends/product.ts';
import { CreasePattern } from '../../layout/crease-pattern.tsx';
import { MissingPart } from '../../layout/missing-part.tsx';
import { pictureUrl } from '../../pictures/picture-url.ts';
import type { VisitorFormats } from '../../products/visitor-formats.ts';
import { homePath, leaderboardPath } from '../paths.ts';
import { Ranking } from './ranking.tsx';
import type { LeaderboardData } from './load-leaderboard.ts';
import { windowNames } from './window-names.ts';

export interface LeaderboardContentProps extends LeaderboardData {
  window: LeaderboardWindow;
  formats: VisitorFormats;
  environment: string;
}

export function LeaderboardContent(props: LeaderboardContentProps): VNode {
  const { board, window } = props;
  return (
    <div class="leaderboard">
      <div class="leaderboard-head">
        <h1>Leaderboard</h1>
        <p class="lead">The models with the most {windowNames[window].votes}.</p>
        <nav class="windows" aria-label="Which votes count">
          <ul>
            {leaderboardWindows.map((choice) => (
              <li key={choice}>
                <a href={leaderboardPath(choice)} aria-current={choice === window ? 'true' : undefined}>
                  {windowNames[choice].name}
                </a>
              </li>
            ))}
          </ul>
        </nav>
        {board.state === 'there' && (
          <p class="quiet">
            Counted on <time dateTime={board.data.asOf}>{timeOf(board.data.asOf)}</time>. Changes are those of
            the last 24 hours.
          </p>
        )}
        <LeaderSheet leader={leaderOf(props)} />
      </div>
      <LeaderboardBody {...props} />
    </div>
  );
}

/** The sheet stays unfolded while nobody leads, or several do. */
function LeaderSheet({ leader }: { leader: ProductSummary | undefined }): VNode {
  return (
    <div class="sheet leader-sheet" aria-hidden="true">
      <CreasePattern />
      {leader && <img src={pictureUrl(leader)} alt="" width="320" height="320" loading="lazy" />}
    </div>
  );
}

function leaderOf({ board, products }: LeaderboardData): ProductSummary | undefined {
  if (board.state !== 'there' || products.state !== 'there') return undefined;
  const [first, second] = board.data.items;
  return first && first.rank !== second?.rank ? products.data.get(first.productId) : undefined;
}

function LeaderboardBody({ board, products, window, formats, environment }: LeaderboardContentProps): VNode {
  if (board.state !== 'there') {
    return (
      <MissingPart what="The votes are" state={board.state} backend="voting" environment={environment} />
    );
  }
  if (board.data.items.length === 0) {
    return (
      <div class="leaderboard-empty">
        <p>{window === 'all' ? 'Nobody has voted yet.' : 'Nobody has voted in this time.'}</p>
        <p>
          <a class="way-on" href={homePath()}>
            Find a model to vote for
          </a>
        </p>
      </div>
    );
  }
  if (products.state !== 'there') {
    return (
      <MissingPart
        what="The models of the leaderboard are"
        state={products.state}
        backend="catalog"
        environment={environment}
      />
    );
  }
  return (
    <Ranking
      items={board.data.items}
      products={products.data}
      caption={`The most ${windowNames[window].votes}`}
      formats={formats}
    />
  );
}

const timeFormat = new Intl.DateTimeFormat('en', {
  dateStyle: 'long',
  timeStyle: 'short',
  hourCycle: 'h23',
  timeZone: 'UTC',
});

function timeOf(time: string): string {
  const date = Date.parse(time);
  return Number.isNaN(date) ? time : `${timeFormat.format(date)} UTC`;
}
