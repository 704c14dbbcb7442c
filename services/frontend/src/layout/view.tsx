import type { Response } from 'express';
import type { ComponentChildren } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { entityTag } from '@foldline/service-kit/http/entity-tag';
import type { ServiceInfo } from '@foldline/service-kit/service-info';
import { Layout } from './layout.tsx';
import type { Notice } from './notice.tsx';
import type { Place } from './site-nav.tsx';

/** What one page adds to the layout. */
export interface Page {
  title: string;
  description?: string;
  /** What search engines are told; nothing for a page that they may list. */
  robots?: 'noindex';
  /** The part of the shop that the page belongs to, as the header names it. */
  place?: Place;
  /** What the search box holds. */
  searchWords?: string | undefined;
  notice?: Notice | undefined;
  /** What the content has for a visitor without a voter cookie; it is another each time, and the page still the same. */
  ticket?: string | undefined;
  /** What the page adds to the head: its links and what other sites may know of it. */
  head?: ComponentChildren;
  content: ComponentChildren;
}

/** The addresses of what every page loads. */
export interface PageAssets {
  styleUrl: string;
  scriptUrl: string;
}

export interface View {
  /** Renders a page into the layout and sends it, with the status that the response has. */
  send(response: Response, page: Page): void;
}

/** Renders pages for one instance of the shop. The renderer escapes every value. */
export function createView({ info, assets }: { info: ServiceInfo; assets: PageAssets }): View {
  return {
    send(response, page) {
      const html = renderToString(<Layout {...page} info={info} assets={assets} />);
      // A page shows the visitor's own votes: no cache may hand it to anyone else, nor show it unasked.
      if (response.getHeader('cache-control') === undefined)
        response.set('cache-control', 'private, no-cache');
      // Said here, because an answer of 304 is not compressed and so does not get it from the compression.
      response.vary('Accept-Encoding');
      const document = `<!doctype html>${html}`;
      // Weak, because it is compressed after that. Any ticket serves the visitor as well as the one that it has.
      const tagged = page.ticket === undefined ? document : document.replaceAll(page.ticket, '');
      if (response.statusCode === 200) response.set('etag', `W/${entityTag(tagged)}`);
      response.type('html').send(document);
    },
  };
}
