/** The size of a card in pixels, as the services that show them ask for. */
export const CARD_WIDTH = 1200;
export const CARD_HEIGHT = 630;

// The light colours of styles/tokens.css: a card is shown among other people's pages, whose scheme it cannot know.
const colours = {
  table: '#c6cae0',
  sheet: '#fdfdfb',
  crease: '#d5d7e2',
  ink: '#1d2247',
  vermilion: '#b8331b',
};

const fold = 176;
const tile = CARD_HEIGHT / 200;
const tileLefts = [-1, 0, 1].map((column) => (CARD_WIDTH - CARD_HEIGHT) / 2 + column * CARD_HEIGHT);
const pictureSize = 640;

/**
 * Draws a product's social card: its picture on a creased sheet, one corner of which is turned over. It bears no
 * words: the page that shows a card writes the product's name below, in the visitor's own type.
 *
 * @param picture an SVG document; it becomes a picture inside, so that its ids and styles stay its own
 */
export function cardSvg(picture: Buffer): string {
  const resolved = resolveCurrentColor(picture.toString());
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${CARD_WIDTH} ${CARD_HEIGHT}">` +
    `<defs>${creases}${shade}${sheetOutline}</defs>` +
    `<path fill="${colours.table}" d="M0 0h${CARD_WIDTH}v${CARD_HEIGHT}H0z"/>` +
    '<g clip-path="url(#sheet)">' +
    `<path fill="${colours.sheet}" d="M0 0h${CARD_WIDTH}v${CARD_HEIGHT}H0z"/>` +
    tileLefts.map((left) => `<use href="#creases" transform="translate(${left}) scale(${tile})"/>`).join('') +
    '</g>' +
    turnedCorner +
    `<image x="${(CARD_WIDTH - pictureSize) / 2}" y="${(CARD_HEIGHT - pictureSize) / 2}" ` +
    `width="${pictureSize}" height="${pictureSize}" ` +
    `href="data:image/svg+xml;base64,${Buffer.from(resolved).toString('base64')}"/>` +
    mark +
    '</svg>'
  );
}

/**
 * Writes colours where they are used. The catalog's facets each have a `color`, and their group says `currentColor`;
 * the renderer resolves that where it is said, not where it is inherited to.
 */
function resolveCurrentColor(svg: string): string {
  return svg.replace(/ color="([^"<>]*)"/g, ' fill="$1" stroke="$1"');
}

// The bird base of the shop's sheets (`CreasePattern`), three of them side by side. At their seams creases meet.
const creases =
  `<g id="creases" fill="none" stroke="${colours.crease}" stroke-width=".55">` +
  '<path stroke-dasharray="5 1.7 .8 1.7 .8 1.7" d="M0 0L200 200M200 0L0 200"/>' +
  '<path stroke-dasharray="3.2 2.1" d="M100 0V200M0 100H200M0 0L100 41.42L200 0L158.58 100L200 200L100 158.58L0 200L41.42 100Z' +
  'M100 41.42L158.58 100L100 158.58L41.42 100Z"/></g>';

const sheetOutline =
  '<clipPath id="sheet">' +
  `<path d="M0 0H${CARD_WIDTH - fold}L${CARD_WIDTH} ${fold}V${CARD_HEIGHT}H0z"/></clipPath>`;

const shade =
  '<linearGradient id="shade" x1="0" y1="1" x2=".5" y2=".5">' +
  '<stop stop-color="#fff" stop-opacity=".22"/><stop offset="1" stop-color="#fff" stop-opacity="0"/></linearGradient>';

const corner = `M${CARD_WIDTH - fold} 0V${fold}H${CARD_WIDTH}z`;
const turnedCorner =
  `<path fill="${colours.ink}" fill-opacity=".07" d="${corner}" transform="translate(-4 4)"/>` +
  `<path fill="${colours.vermilion}" d="${corner}"/><path fill="url(#shade)" d="${corner}"/>`;

/** The mark of the header. */
const mark =
  `<g transform="translate(48 ${CARD_HEIGHT - 48 - 64}) scale(2)">` +
  `<path fill="${colours.ink}" d="M3 3v26h26z"/><path fill="${colours.vermilion}" d="M3 3l17 5 9 21z"/></g>`;
