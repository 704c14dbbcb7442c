import type { VNode } from 'preact';
import type { ProductDetails } from '../../backends/product.ts';
import { foldingTime } from '../../products/folding-time.ts';
import { Level } from '../../products/level.tsx';

const kinds: Record<string, string> = { model: 'Folded model', kit: 'Kit to fold' };

export function ProductFacts({ product }: { product: ProductDetails }): VNode {
  const { kind, difficulty, foldingMinutes, paperSizeMm } = product;
  return (
    <dl class="facts">
      <div>
        <dt>Level</dt>
        <dd>
          <Level difficulty={difficulty} />
        </dd>
      </div>
      <div>
        <dt>Folding time</dt>
        <dd>{foldingTime(foldingMinutes)}</dd>
      </div>
      <div>
        <dt>Paper</dt>
        <dd>
          {paperSizeMm} × {paperSizeMm} mm
        </dd>
      </div>
      <div>
        <dt>Comes as</dt>
        <dd>{kinds[kind] ?? kind}</dd>
      </div>
    </dl>
  );
}
