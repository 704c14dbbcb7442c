import type { VNode } from 'preact';
import type { ServiceInfo } from '@foldline/service-kit/service-info';
import { homePath } from '../pages/paths.ts';
import { EnvironmentBadge } from './environment-badge.tsx';
import { LogoMark } from './logo-mark.tsx';
import { SearchBox } from './search-box.tsx';
import { SiteNav, type Place } from './site-nav.tsx';

export interface SiteHeaderProps {
  info: ServiceInfo;
  current: Place | undefined;
  searchWords: string | undefined;
}

/** The way through the shop, and where it runs. It wraps where it is narrow, and so needs no menu to open. */
export function SiteHeader({ info, current, searchWords }: SiteHeaderProps): VNode {
  return (
    <header class="site-header">
      <a class="brand" href={homePath()}>
        <LogoMark />
        <span class="brand-name">Foldline</span>
      </a>
      <EnvironmentBadge info={info} isLive={current === 'status'} />
      <SearchBox words={searchWords} />
      <SiteNav current={current} />
    </header>
  );
}
