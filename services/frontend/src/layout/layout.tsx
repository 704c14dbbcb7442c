import type { VNode } from 'preact';
import type { ServiceInfo } from '@foldline/service-kit/service-info';
import { FAVICON_PATH } from '../assets/favicon.ts';
import { BUILD_LINE_ID, BuildLine } from './build-line.tsx';
import { environmentClass } from './environment-badge.tsx';
import { NoticeBar } from './notice.tsx';
import { SiteHeader } from './site-header.tsx';
import type { Page, PageAssets } from './view.tsx';

export interface LayoutProps extends Page {
  info: ServiceInfo;
  assets: PageAssets;
}

/** The frame of every page. */
export function Layout(props: LayoutProps): VNode {
  const { title, description, robots, place, searchWords, notice, head, content, info, assets } = props;
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <title>{`${title} · Foldline`}</title>
        {description !== undefined && <meta name="description" content={description} />}
        {robots !== undefined && <meta name="robots" content={robots} />}
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <link rel="icon" href={FAVICON_PATH} type="image/svg+xml" />
        <link rel="stylesheet" href={assets.styleUrl} />
        {/* A browser that drew what it has read so far would move it for the rest. The types lack `blocking`. */}
        <link rel="expect" href={`#${BUILD_LINE_ID}`} {...{ blocking: 'render' }} />
        <script src={assets.scriptUrl} defer />
        {head}
      </head>
      <body class={environmentClass(info.environment)}>
        <a class="skip-link" href="#content">
          Skip to the content
        </a>
        <SiteHeader info={info} current={place} searchWords={searchWords} />
        {notice && <NoticeBar notice={notice} />}
        <main id="content">{content}</main>
        <footer class="site-footer">
          <p>Foldline sells paper, and the patience to fold it.</p>
          <BuildLine info={info} isLive={place === 'status'} />
        </footer>
      </body>
    </html>
  );
}
