import type { Response } from 'express';
import type { ComponentChildren } from 'preact';
import { renderToString } from 'preact-render-to-string';
import type { ServiceInfo } from '@foldline/service-kit/service-info';
import { Layout } from './layout.tsx';
import type { Notice } from './notice.tsx';

/** What one page adds to the layout. */
export interface Page {
  title: string;
  description?: string;
  notice?: Notice | undefined;
  content: ComponentChildren;
}

export interface View {
  /** Renders a page into the layout and sends it, with the status that the response has. */
  send(response: Response, page: Page): void;
}

/** Renders pages for one instance of the shop. The renderer escapes every value. */
export function createView({ info, stylesheetUrl }: { info: ServiceInfo; stylesheetUrl: string }): View {
  return {
    send(response, page) {
      const html = renderToString(<Layout {...page} info={info} stylesheetUrl={stylesheetUrl} />);
      // A page shows the visitor's own votes: no cache may hand it to anyone else, nor show it unasked.
      if (response.getHeader('cache-control') === undefined)
        response.set('cache-control', 'private, no-cache');
      response.type('html').send(`<!doctype html>${html}`);
    },
  };
}
