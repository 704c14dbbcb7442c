import { drawing, front, layer, turned } from '../../pictures/draw.ts';
import type { Facet, Picture, Point } from '../../pictures/picture.ts';
import { crimson, indigo, ochre, persimmon, plum, teal, vermilion, violet } from '../papers.ts';

const half = [0, 180];
const around = (degrees: readonly number[], ...facets: Facet[]): Facet[] =>
  degrees.flatMap((angle) => turned(facets, angle));

export const sonobeCube: Picture = drawing(
  layer(
    ochre,
    front(0.7, [95, 190], [320, 60], [320, 190]),
    front(0.5, [545, 190], [320, 190], [320, 320]),
    front(-0.3, [545, 190], [545, 450], [432, 385]),
    front(-0.4, [320, 320], [432, 385], [320, 580]),
  ),
  layer(
    vermilion,
    front(0.5, [320, 60], [545, 190], [320, 190]),
    front(0.45, [95, 190], [320, 190], [320, 320]),
    front(0.25, [95, 190], [208, 385], [95, 450]),
    front(0.1, [320, 320], [320, 580], [208, 385]),
  ),
  layer(
    teal,
    front(0.3, [95, 190], [320, 320], [208, 385]),
    front(0, [95, 450], [208, 385], [320, 580]),
    front(-0.2, [320, 320], [545, 190], [432, 385]),
    front(-0.45, [545, 450], [432, 385], [320, 580]),
  ),
);

const blade = [
  front(0.3, [225, 225], [415, 225], [225, 35]),
  front(-0.05, [225, 225], [320, 320], [225, 415]),
];

export const shuriken: Picture = drawing(
  layer(crimson, ...around(half, ...blade)),
  layer(indigo, ...around([90, 270], ...blade)),
);

const centre: Point = [320, 320];

type DrawPetal = (left: Point, tip: Point, right: Point) => Facet[];

/** A closed ring of pointed petals that spring from the centre and touch at their waist. */
function petals(count: number, reach: number, waist: number, draw: DrawPetal): Facet[] {
  const width = waist * Math.tan(Math.PI / count);
  const turns = Array.from({ length: count }, (_, index) => (index * 360) / count);
  return around(turns, ...draw([320 - width, 320 - waist], [320, 320 - reach], [320 + width, 320 - waist]));
}

export const kusudama: Picture = drawing(
  layer(vermilion, front(0.2, [316, 60], [324, 60], [324, 130], [316, 130])),
  layer(
    vermilion,
    front(0.4, [308, 500], [320, 500], [298, 620], [266, 620]),
    front(0.1, [316, 500], [324, 500], [336, 630], [304, 630]),
    front(-0.2, [320, 500], [332, 500], [374, 620], [342, 620]),
  ),
  layer(teal, ...petals(12, 228, 150, (left, tip, right) => [front(-0.1, centre, left, tip, right)])),
  layer(
    ochre,
    ...turned(
      petals(10, 190, 116, (left, tip, right) => [front(0.1, centre, left, tip, right)]),
      18,
      0,
    ),
  ),
  layer(
    vermilion,
    ...petals(5, 142, 56, (left, tip, right) => [
      front(0.4, centre, left, tip),
      front(0.1, centre, right, tip),
    ]),
  ),
);

export const sonobeStar: Picture = drawing(
  layer(plum, front(0.26, [510, 240], [343, 118], [634, 186])),
  layer(ochre, front(-0.9, [510, 240], [481, 443], [634, 186])),
  layer(plum, front(-0.31, [130, 400], [297, 522], [277, 660])),
  layer(teal, front(-0.9, [297, 522], [481, 443], [277, 660])),
  layer(ochre, front(-0.12, [130, 400], [159, 197], [45, 114])),
  layer(teal, front(0.39, [343, 118], [159, 197], [45, 114])),
  layer(plum, front(0.07, [510, 240], [297, 522], [595, 526])),
  layer(ochre, front(0.26, [510, 240], [159, 197], [363, -20])),
  layer(teal, front(0.21, [297, 522], [159, 197], [6, 454])),
  layer(plum, front(-0.9, [510, 240], [297, 522], [325, 319])),
  layer(ochre, front(0.41, [510, 240], [159, 197], [325, 319])),
  layer(teal, front(-0.1, [297, 522], [159, 197], [325, 319])),
);

export const sonobeBall: Picture = drawing(
  layer(
    violet,
    front(0.49, [213, 101], [87, 330], [130, 187]),
    front(-0.9, [427, 539], [501, 399], [440, 572]),
    front(-0.9, [265, 513], [171, 496], [95, 515]),
    front(-0.12, [469, 144], [553, 310], [609, 265]),
    front(0.73, [375, 127], [213, 101], [370, 18]),
  ),
  layer(
    persimmon,
    front(-0.9, [265, 513], [427, 539], [440, 572]),
    front(-0.9, [553, 310], [501, 399], [609, 265]),
    front(-0.64, [375, 127], [469, 144], [370, 18]),
    front(-0.21, [139, 241], [87, 330], [52, 173]),
  ),
  layer(teal, front(0.22, [469, 144], [213, 101], [326, 91]), front(0.26, [171, 496], [87, 330], [95, 515])),
  layer(
    violet,
    front(0.1, [171, 496], [139, 241], [31, 375]),
    front(-0.75, [349, 370], [427, 539], [510, 453]),
    front(-0.15, [171, 496], [139, 241], [166, 396]),
    front(-0.9, [349, 370], [427, 539], [314, 549]),
    front(0.66, [349, 370], [375, 127], [483, 242]),
    front(-0.42, [349, 370], [375, 127], [270, 206]),
  ),
  layer(
    persimmon,
    front(0.39, [375, 127], [139, 241], [200, 68]),
    front(0.1, [349, 370], [553, 310], [510, 453]),
    front(0.37, [349, 370], [171, 496], [314, 549]),
    front(-0.9, [349, 370], [553, 310], [483, 242]),
    front(0.56, [375, 127], [139, 241], [270, 206]),
    front(-0.9, [349, 370], [171, 496], [166, 396]),
  ),
  layer(
    teal,
    front(0.65, [213, 101], [139, 241], [52, 173]),
    front(-0.67, [427, 539], [553, 310], [588, 467]),
    front(-0.56, [427, 539], [171, 496], [270, 622]),
    front(-0.08, [375, 127], [553, 310], [545, 125]),
    front(0.57, [349, 370], [139, 241], [166, 396]),
    front(-0.1, [349, 370], [139, 241], [270, 206]),
  ),
);
