import type { VNode } from 'preact';
import type { VisitorFormats } from '../../products/visitor-formats.ts';
import { CategorySection } from './category-section.tsx';
import { DailySection } from './daily-section.tsx';
import type { HomeData } from './load-home.ts';
import { ProductList } from './product-list.tsx';
import { TrendingSection } from './trending-section.tsx';

export interface HomeContentProps extends HomeData {
  cursor: string | undefined;
  ticket: string | undefined;
  formats: VisitorFormats;
  environment: string;
}

export function HomeContent({ highlights, ...list }: HomeContentProps): VNode {
  const { products, formats, environment } = list;
  return (
    <>
      {highlights && (
        <>
          <DailySection highlights={highlights} formats={formats} environment={environment} />
          {highlights.state === 'there' && (
            <TrendingSection highlights={highlights.data} formats={formats} environment={environment} />
          )}
        </>
      )}
      {products.state === 'there' && (
        <CategorySection categories={products.data.categories ?? []} formats={formats} />
      )}
      <ProductList {...list} />
    </>
  );
}
