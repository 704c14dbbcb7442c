import { back, disc, drawing, front, layer, mirrored, turned } from '../../pictures/draw.ts';
import type { Facet, Picture, Point } from '../../pictures/picture.ts';
import { blossom, crimson, moss, ochre, vermilion, violet } from '../papers.ts';

/** A pointed petal with a fold along its middle: the half to the left of the fold is the lighter one. */
function petal([rootX, rootY]: Point, [tipX, tipY]: Point, width: number, light: number): Facet[] {
  const [dx, dy] = [tipX - rootX, tipY - rootY];
  const reach = width / Math.hypot(dx, dy);
  const [middleX, middleY] = [rootX + dx * 0.56, rootY + dy * 0.56];
  return [
    front(light + 0.15, [rootX, rootY], [middleX + dy * reach, middleY - dx * reach], [tipX, tipY]),
    front(light - 0.2, [rootX, rootY], [middleX - dy * reach, middleY + dx * reach], [tipX, tipY]),
  ];
}

const root: Point = [320, 500];

export const lotus: Picture = drawing(
  layer(moss, ...petal(root, [40, 500], 46, 0.2), ...petal(root, [600, 500], 46, -0.3)),
  layer(blossom, ...petal(root, [210, 160], 64, -0.3), ...petal(root, [430, 160], 64, -0.6)),
  layer(blossom, ...petal(root, [60, 330], 62, 0.1), ...petal(root, [580, 330], 62, -0.45)),
  layer(blossom, ...petal(root, [320, 96], 84, 0.1)),
  layer(blossom, ...petal(root, [130, 220], 72, 0.35), ...petal(root, [510, 220], 72, -0.2)),
  layer(blossom, ...petal(root, [226, 236], 66, 0.55), ...petal(root, [414, 236], 66, 0)),
  layer(blossom, ...petal([320, 520], [320, 268], 66, 0.4)),
  layer(moss, ...petal([320, 510], [150, 556], 34, 0.35), ...petal([320, 510], [490, 556], 34, -0.1)),
);

export const tulip: Picture = drawing(
  layer(
    moss,
    front(0.3, [308, 380], [320, 380], [320, 630], [304, 630]),
    front(-0.2, [320, 380], [332, 380], [336, 630], [320, 630]),
  ),
  layer(moss, front(0.5, [320, 630], [146, 340], [206, 530]), front(0, [320, 630], [146, 340], [290, 470])),
  layer(
    moss,
    front(0.15, [320, 630], [470, 410], [350, 500]),
    front(-0.4, [320, 630], [470, 410], [420, 560]),
  ),
  layer(vermilion, ...mirrored([front(-0.3, [320, 40], [236, 180], [320, 280])], 0.2)),
  layer(
    vermilion,
    ...mirrored([
      front(0.6, [176, 60], [150, 250], [232, 372]),
      front(0.2, [176, 60], [232, 372], [320, 220]),
      front(-0.05, [232, 372], [320, 220], [320, 402]),
    ]),
  ),
);

export const iris: Picture = drawing(
  layer(
    moss,
    front(0.3, [310, 470], [320, 470], [320, 640], [308, 640]),
    front(-0.2, [320, 470], [330, 470], [332, 640], [320, 640]),
  ),
  layer(violet, ...petal([320, 340], [320, 30], 78, -0.2)),
  layer(
    violet,
    ...mirrored([
      front(0.5, [320, 350], [200, 196], [70, 190]),
      front(0.15, [320, 350], [70, 190], [36, 310], [180, 330]),
      front(-0.2, [320, 350], [180, 330], [230, 400]),
    ]),
  ),
  layer(violet, ...mirrored([back(0.2, [70, 190], [36, 310], [96, 258])])),
  layer(violet, ...mirrored([front(0, [320, 340], [250, 380], [320, 560])])),
  layer(violet, ...mirrored([front(0.65, [320, 250], [236, 370], [320, 470])], 0.4)),
  layer(ochre, ...mirrored([front(0.4, [320, 276], [302, 340], [320, 400])], 0.3)),
);

const five = [0, 72, 144, 216, 288];
const around = (degrees: readonly number[], ...facets: Facet[]): Facet[] =>
  degrees.flatMap((angle) => turned(facets, angle));

export const fivePetalBlossom: Picture = drawing(
  layer(
    blossom,
    ...around(
      five,
      front(0.15, [320, 320], [212, 171], [250, 70], [320, 130]),
      front(-0.1, [320, 320], [428, 171], [390, 70], [320, 130]),
    ),
  ),
  layer(
    blossom,
    ...around(
      five,
      back(0.2, [320, 320], [268, 200], [320, 150]),
      back(-0.15, [320, 320], [372, 200], [320, 150]),
    ),
  ),
  layer(blossom, ...around(five, front(-0.4, [320, 320], [304, 236], [320, 214], [336, 236]))),
  layer(ochre, front(0.5, ...disc([320, 320], 24))),
);

const square = (radius: number, angle: number, light: number): Facet[] =>
  turned(
    around([0, 90, 180, 270], front(light, [320, 320], [320, 320 - radius], [320 + radius, 320])),
    angle,
    0,
  );

export const rose: Picture = drawing(
  layer(moss, ...around([60, 150, 240, 330], ...petal([320, 320], [320, 50], 64, 0))),
  layer(crimson, ...square(245, 20, -0.2)),
  layer(crimson, ...square(212, 55, -0.05)),
  layer(crimson, ...square(165, 88, 0.1)),
  layer(crimson, ...square(118, 120, 0.25)),
  layer(crimson, ...square(70, 152, 0.5)),
);
