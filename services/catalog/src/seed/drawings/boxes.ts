import { back, drawing, front, layer, turned } from '../../pictures/draw.ts';
import type { Facet, Picture, Point } from '../../pictures/picture.ts';
import { indigo, ochre, plum, teal, vermilion } from '../papers.ts';

export const masu: Picture = drawing(
  layer(
    ochre,
    back(-0.35, [90, 270], [320, 160], [320, 280], [205, 335]),
    back(0.15, [320, 160], [550, 270], [435, 335], [320, 280]),
    back(-0.05, [205, 335], [320, 280], [435, 335], [320, 390]),
  ),
  layer(
    ochre,
    front(0.45, [90, 270], [205, 325], [90, 445]),
    front(0.2, [205, 325], [320, 380], [320, 555], [90, 445]),
    front(-0.2, [550, 270], [320, 380], [435, 500]),
    front(-0.4, [320, 380], [320, 555], [435, 500]),
    front(-0.4, [550, 270], [435, 500], [550, 445]),
  ),
);

const side = [0, 90, 180, 270];
const sides = (tilt: number, ...facets: Facet[]): Facet[] =>
  side.flatMap((angle) => turned(facets, angle + tilt));

export const starBox: Picture = drawing(
  layer(
    indigo,
    ...sides(12, front(0.3, [206, 206], [320, 30], [320, 206]), front(0, [320, 30], [434, 206], [320, 206])),
  ),
  // Inside, the wall on the lit side lies in the shade.
  layer(
    indigo,
    ...turned([back(-0.75, [206, 206], [434, 206], [374, 266], [266, 266])], 12, 0),
    ...turned([back(-0.05, [206, 206], [434, 206], [374, 266], [266, 266])], 102, 0),
    ...turned([back(0.3, [206, 206], [434, 206], [374, 266], [266, 266])], 192, 0),
    ...turned([back(-0.5, [206, 206], [434, 206], [374, 266], [266, 266])], 282, 0),
    ...turned([back(-0.3, [266, 266], [374, 266], [374, 374], [266, 374])], 12, 0),
  ),
);

export const giftBox: Picture = drawing(
  layer(
    teal,
    front(0.2, [110, 270], [320, 370], [320, 580], [110, 480]),
    front(-0.35, [530, 270], [320, 370], [320, 580], [530, 480]),
  ),
  layer(
    vermilion,
    front(0.3, [190, 330], [240, 354], [240, 542], [190, 518]),
    front(-0.3, [450, 330], [400, 354], [400, 542], [450, 518]),
  ),
  layer(
    teal,
    front(0.65, [90, 236], [320, 126], [550, 236], [320, 346]),
    front(0.3, [90, 236], [320, 346], [320, 406], [90, 296]),
    front(-0.25, [550, 236], [320, 346], [320, 406], [550, 296]),
  ),
  layer(
    vermilion,
    front(0.5, [180, 193], [230, 169], [460, 279], [410, 303]),
    front(0.5, [460, 193], [410, 169], [180, 279], [230, 303]),
    front(0.3, [180, 279], [230, 303], [230, 363], [180, 339]),
    front(-0.3, [460, 279], [410, 303], [410, 363], [460, 339]),
  ),
  layer(
    vermilion,
    front(0.7, [320, 226], [196, 90], [170, 190]),
    front(0.2, [320, 226], [196, 90], [290, 110]),
  ),
  layer(
    vermilion,
    front(0.3, [320, 226], [444, 90], [350, 110]),
    front(-0.2, [320, 226], [444, 90], [470, 190]),
  ),
  layer(vermilion, front(0.4, [290, 210], [320, 196], [350, 210], [346, 246], [320, 256], [294, 246])),
);

const eight = [0, 45, 90, 135, 180, 225, 270, 315];
const at = (radius: number, degrees: number): Point => {
  const angle = (degrees * Math.PI) / 180;
  return [320 + radius * Math.sin(angle), 320 - radius * Math.cos(angle)];
};

const pleats = (outer: number, inner: number, start: number, twist: number): Facet[] =>
  eight.flatMap((angle) =>
    turned(
      [
        front(0.1, at(outer, start), at(outer, start + 45), at(inner, start + twist)),
        back(-0.1, at(outer, start + 45), at(inner, start + twist + 45), at(inner, start + twist)),
      ],
      angle,
    ),
  );

export const tato: Picture = drawing(
  layer(plum, ...pleats(250, 150, 22.5, 45)),
  layer(plum, ...pleats(150, 62, 67.5, 50)),
  layer(plum, front(0.3, ...eight.map((angle) => at(62, angle + 117.5)))),
);
