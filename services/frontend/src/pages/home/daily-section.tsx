import type { VNode } from 'preact';
import type { Highlights } from '../../backends/recommendation.ts';
import type { Section } from '../../backends/section.ts';
import { CreasePattern } from '../../layout/crease-pattern.tsx';
import { MissingPart } from '../../layout/missing-part.tsx';
import { pictureUrl } from '../../pictures/picture-url.ts';
import { foldingTime } from '../../products/folding-time.ts';
import { Level } from '../../products/level.tsx';
import type { VisitorFormats } from '../../products/visitor-formats.ts';
import { productPath } from '../paths.ts';

export interface DailySectionProps {
  highlights: Section<Highlights>;
  formats: VisitorFormats;
  environment: string;
}

/**
 * The first look: what the shop is, and the origami of the day on its crease pattern. What is trending comes from the
 * same service: without it, this says so for both.
 */
export function DailySection({ highlights, formats, environment }: DailySectionProps): VNode {
  return (
    <div class="opening">
      <div class="opening-words">
        <h1>It starts with a square.</h1>
        <p class="lead">Paper models and kits to fold, from a few quiet minutes to a winter of evenings.</p>
      </div>
      {highlights.state === 'there' ? (
        // A second way to where the name leads, for pointers; the name is the one for everyone else.
        <a
          class="sheet opening-sheet"
          href={productPath(highlights.data.daily.slug)}
          tabIndex={-1}
          aria-hidden="true"
        >
          <CreasePattern />
          <img src={pictureUrl(highlights.data.daily)} alt="" width="640" height="640" fetchpriority="high" />
        </a>
      ) : (
        <div class="sheet opening-sheet">
          <CreasePattern />
        </div>
      )}
      <section class="daily" aria-labelledby="daily-heading">
        {highlights.state === 'there' ? (
          <DailyProduct {...highlights.data} formats={formats} />
        ) : (
          <>
            <h2 id="daily-heading">Origami of the day</h2>
            <MissingPart
              what="The origami of the day and what is trending are"
              state={highlights.state}
              backend="recommendation"
              environment={environment}
            />
          </>
        )}
      </section>
    </div>
  );
}

function DailyProduct({ date, daily: product, formats }: Highlights & { formats: VisitorFormats }): VNode {
  return (
    <>
      <h2 id="daily-heading">
        <span class="eyebrow">
          Origami of the day<span class="visually-hidden">: </span>
          <time dateTime={date}>{dayOf(date)}</time>
        </span>
        <a href={productPath(product.slug)}>{product.name}</a>
      </h2>
      <p>{product.summary}</p>
      <p class="daily-facts">
        <Level difficulty={product.difficulty} />
        <span>{foldingTime(product.foldingMinutes)}</span>
        <span class="price">{formats.price(product)}</span>
      </p>
    </>
  );
}

const dayFormat = new Intl.DateTimeFormat('en', { day: 'numeric', month: 'long', timeZone: 'UTC' });

function dayOf(date: string): string {
  const time = Date.parse(date);
  return Number.isNaN(time) ? date : dayFormat.format(time);
}
