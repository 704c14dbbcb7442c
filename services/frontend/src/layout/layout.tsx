import type { VNode } from 'preact';
import type { ServiceInfo } from '@foldline/service-kit/service-info';
import { FAVICON_PATH } from '../assets/favicon.ts';
import { homePath } from '../pages/paths.ts';
import { EnvironmentBadge, environmentClass } from './environment-badge.tsx';
import { LogoMark } from './logo-mark.tsx';
import { NoticeBar } from './notice.tsx';
import type { Page } from './view.tsx';

export interface LayoutProps extends Page {
  info: ServiceInfo;
  stylesheetUrl: string;
}

/** The frame of every page. */
export function Layout({ title, description, notice, content, info, stylesheetUrl }: LayoutProps): VNode {
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <title>{`${title} · Foldline`}</title>
        {description !== undefined && <meta name="description" content={description} />}
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <link rel="icon" href={FAVICON_PATH} type="image/svg+xml" />
        <link rel="stylesheet" href={stylesheetUrl} />
      </head>
      <body class={environmentClass(info.environment)}>
        <a class="skip-link" href="#content">
          Skip to the content
        </a>
        <header class="site-header">
          <a class="brand" href={homePath({})}>
            <LogoMark />
            Foldline
          </a>
          <EnvironmentBadge environment={info.environment} />
        </header>
        {notice && <NoticeBar notice={notice} />}
        <main id="content">{content}</main>
        <footer class="site-footer">
          <p>Foldline sells paper, and the patience to fold it.</p>
          <p class="build">
            {info.environment} · version {info.version} · commit {info.commit} · {info.instance}
          </p>
        </footer>
      </body>
    </html>
  );
}
