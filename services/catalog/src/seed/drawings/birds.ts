import { back, disc, drawing, front, layer, mirrored, placed } from '../../pictures/draw.ts';
import type { Layer, Paper, Picture } from '../../pictures/picture.ts';
import { charcoal, indigo, ink, mist, ochre, umber, vermilion } from '../papers.ts';

export const crane: Picture = drawing(
  layer(
    indigo,
    front(-0.5, [318, 410], [462, 108], [372, 400]),
    front(-0.8, [372, 400], [462, 108], [420, 392]),
  ),
  layer(
    indigo,
    front(0.05, [590, 168], [392, 372], [380, 425]),
    front(-0.45, [590, 168], [380, 425], [362, 470]),
  ),
  layer(indigo, front(0.5, [92, 176], [250, 372], [236, 392]), front(0, [92, 176], [236, 392], [232, 410])),
  layer(indigo, front(0.8, [92, 176], [30, 300], [86, 244]), front(0.3, [92, 176], [86, 244], [134, 240])),
  layer(
    indigo,
    front(0.6, [240, 86], [218, 398], [318, 456]),
    front(0.1, [240, 86], [318, 456], [424, 392]),
    front(0.25, [218, 398], [318, 456], [320, 556]),
    front(-0.4, [318, 456], [424, 392], [320, 556]),
  ),
);

const smallCrane = (paper: Paper, x: number, y: number): Layer[] =>
  placed(
    [
      layer(
        paper,
        front(-0.55, [318, 410], [462, 108], [420, 392]),
        front(-0.15, [590, 168], [392, 372], [362, 470]),
        front(0.35, [92, 176], [250, 372], [232, 410]),
        front(0.7, [92, 176], [30, 300], [134, 240]),
      ),
      layer(
        paper,
        front(0.6, [240, 86], [218, 398], [318, 456]),
        front(0.1, [240, 86], [318, 456], [424, 392]),
        front(0.25, [218, 398], [318, 456], [320, 556]),
        front(-0.4, [318, 456], [424, 392], [320, 556]),
      ),
    ],
    [x, y],
    0.58,
  );

const thread = (x: number, bottom: number): Layer =>
  layer(charcoal, front(0.3, [x - 2, 0], [x + 2, 0], [x + 2, bottom], [x - 2, bottom]));

export const thousandCranes: Picture = drawing(
  thread(190, 330),
  thread(450, 520),
  ...smallCrane(ochre, 450, 170),
  ...smallCrane(vermilion, 190, 310),
  ...smallCrane(indigo, 450, 480),
);

export const flappingBird: Picture = drawing(
  layer(
    vermilion,
    front(-0.35, [262, 318], [420, 78], [352, 322]),
    front(-0.65, [352, 322], [420, 78], [436, 300]),
  ),
  layer(
    vermilion,
    front(0.2, [600, 196], [404, 312], [396, 342]),
    front(-0.3, [600, 196], [396, 342], [352, 400]),
  ),
  layer(
    vermilion,
    front(0.5, [96, 168], [246, 312], [250, 342]),
    front(0.05, [96, 168], [250, 342], [310, 400]),
  ),
  layer(vermilion, front(0.8, [96, 168], [18, 236], [92, 216]), front(0.3, [96, 168], [92, 216], [136, 204])),
  layer(
    vermilion,
    front(0.6, [226, 308], [172, 584], [330, 372]),
    front(0.15, [330, 372], [172, 584], [446, 312]),
    front(0.3, [226, 308], [330, 372], [446, 312], [338, 300]),
  ),
);

export const swan: Picture = drawing(
  layer(mist, front(0.2, [600, 232], [330, 372], [452, 520])),
  layer(
    mist,
    front(0.75, [150, 452], [262, 386], [330, 470], [230, 548]),
    front(0.45, [262, 386], [580, 282], [330, 470]),
    front(-0.05, [580, 282], [330, 470], [462, 530]),
    front(-0.4, [330, 470], [230, 548], [462, 530]),
  ),
  layer(
    mist,
    front(0.85, [150, 452], [196, 440], [226, 150], [190, 190]),
    front(0.3, [196, 440], [262, 386], [266, 150], [226, 150]),
  ),
  layer(mist, front(0.9, [226, 78], [266, 160], [176, 150]), front(0.4, [176, 150], [266, 160], [190, 176])),
  layer(vermilion, front(0.1, [176, 150], [190, 176], [104, 182])),
);

export const owl: Picture = drawing(
  layer(umber, ...mirrored([back(0.1, [320, 300], [212, 300], [220, 500], [320, 590])])),
  layer(
    umber,
    ...mirrored([
      front(0.35, [140, 220], [236, 318], [150, 440]),
      front(0.05, [236, 318], [264, 430], [150, 440]),
      front(-0.2, [150, 440], [264, 430], [240, 556]),
    ]),
  ),
  layer(
    umber,
    ...mirrored([
      front(0.6, [172, 70], [320, 168], [200, 232], [140, 220]),
      front(0.25, [320, 168], [320, 340], [200, 232]),
      front(0.05, [140, 220], [200, 232], [320, 340], [236, 322]),
    ]),
  ),
  layer(umber, ...mirrored([back(0.5, ...disc([246, 238], 50))], 0.2)),
  layer(ink, ...mirrored([front(0, ...disc([250, 240], 24))], 0)),
  layer(ochre, ...mirrored([front(0.4, [320, 250], [294, 286], [320, 348])])),
);
