import type { VNode } from 'preact';
import { leaderboardPath, searchPath, STATUS_PATH } from '../pages/paths.ts';

const places = {
  search: { name: 'Models', href: searchPath() },
  leaderboard: { name: 'Leaderboard', href: leaderboardPath() },
  status: { name: 'Status', href: STATUS_PATH },
} as const;

/** A part of the shop that the header leads to. */
export type Place = keyof typeof places;

/** @param props.current the part that the page belongs to */
export function SiteNav({ current }: { current: Place | undefined }): VNode {
  return (
    <nav class="site-nav" aria-label="Shop">
      <ul>
        {Object.entries(places).map(([place, { name, href }]) => (
          <li key={place}>
            <a href={href} aria-current={place === current ? 'page' : undefined}>
              {name}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
