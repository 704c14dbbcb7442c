import { handCutLine, handCutShape } from './hand-cut.ts';
import { outlineOf } from './outline.ts';
import { paperTone } from './paper-tone.ts';
import { PICTURE_SIZE, type Layer, type Picture } from './picture.ts';

/**
 * A gloss from the upper left over every facet. It is the same in all pictures, so that several of them can
 * stand in one page and share the id.
 */
const SHEEN =
  '<linearGradient id="fold-sheen" x2="1" y2="1">' +
  '<stop stop-color="#fff" stop-opacity=".13"/>' +
  '<stop offset=".55" stop-color="#fff" stop-opacity="0"/>' +
  '<stop offset="1" stop-opacity=".1"/>' +
  '</linearGradient>';

/** The shadow on the table, drawn as ever wider and fainter outlines: as soft as a blur, and much cheaper. */
const TABLE_SHADOW = [0, 6, 12, 18, 24];

/** A short name for a text (FNV-1a), so that pictures in one page do not share the id of their shadow. */
function checksum(text: string): string {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return (hash >>> 0).toString(36);
}

/** Leaves out what XML cannot hold, such as control characters, and escapes what it would read as markup. */
function escapeText(text: string): string {
  return text
    .replace(/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}

function renderLayer({ paper, facets }: Layer): { rim: string; sheet: string } {
  const { folds, rims } = outlineOf(facets);
  const rim = rims.map(handCutShape).join('');
  const lines = folds.map(handCutLine).join('');
  const shapes = facets.map(({ side, light, points }) => ({
    shape: handCutShape(points),
    tone: paperTone(paper[side], light),
  }));
  return {
    rim,
    sheet:
      `<path d="${rim}" stroke="#000" stroke-width="5" opacity=".13" transform="translate(2 4)"/>` +
      // The hairline in the same tone closes the seams that antialiasing would leave between facets.
      '<g fill="currentColor" stroke="currentColor">' +
      shapes.map(({ shape, tone }) => `<path d="${shape}" color="${tone}"/>`).join('') +
      '</g><g fill="url(#fold-sheen)">' +
      shapes.map(({ shape }) => `<path d="${shape}"/>`).join('') +
      '</g>' +
      (lines && `<path d="${lines}" fill="none" stroke="#fff" stroke-width="1.2" opacity=".28"/>`),
  };
}

/** Draws a picture as a complete SVG document. The same picture always gives the same text. */
export function renderPicture(picture: Picture, { title }: { title: string }): string {
  const layers = picture.layers.map(renderLayer);
  const rims = layers.map(({ rim }) => rim).join('');
  const id = `fold-${checksum(rims)}`;
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${PICTURE_SIZE} ${PICTURE_SIZE}" role="img">` +
    `<title>${escapeText(title)}</title>` +
    `<defs>${SHEEN}<path id="${id}" d="${rims}"/></defs>` +
    '<g stroke-linejoin="round"><g stroke="#000" transform="translate(7 15)">' +
    TABLE_SHADOW.map((width) => `<use href="#${id}" stroke-width="${width}" opacity=".045"/>`).join('') +
    `</g>${layers.map(({ sheet }) => sheet).join('')}</g></svg>`
  );
}
