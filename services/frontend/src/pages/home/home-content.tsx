import type { VNode } from 'preact';
import type { VisitorFormats } from '../../products/visitor-formats.ts';
import { DailySection } from './daily-section.tsx';
import type { HomeData } from './load-home.ts';
import { ProductList } from './product-list.tsx';

export interface HomeContentProps extends HomeData {
  cursor: string | undefined;
  ticket: string | undefined;
  formats: VisitorFormats;
  environment: string;
}

export function HomeContent({ daily, ...list }: HomeContentProps): VNode {
  return (
    <>
      {daily && <DailySection daily={daily} formats={list.formats} environment={list.environment} />}
      <ProductList {...list} />
    </>
  );
}
