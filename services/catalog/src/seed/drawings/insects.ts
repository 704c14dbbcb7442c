import { back, disc, drawing, front, layer, mirrored } from '../../pictures/draw.ts';
import type { Paper, Picture } from '../../pictures/picture.ts';
import { crimson, ink, plum, teal, umber, vermilion } from '../papers.ts';

export const butterfly: Picture = drawing(
  layer(plum, ...mirrored([front(-0.6, [316, 220], [236, 96], [244, 90], [326, 210])])),
  layer(
    plum,
    ...mirrored([
      front(0.25, [312, 350], [140, 330], [128, 450]),
      front(0, [312, 350], [128, 450], [214, 570]),
      front(-0.3, [312, 350], [214, 570], [306, 460]),
    ]),
  ),
  layer(
    plum,
    ...mirrored([
      front(0.6, [314, 250], [66, 96], [180, 290]),
      front(0.3, [66, 96], [36, 280], [180, 290]),
      front(0.05, [36, 280], [130, 366], [180, 290]),
      front(-0.1, [314, 250], [180, 290], [130, 366], [314, 370]),
    ]),
  ),
  layer(plum, ...mirrored([back(0.2, [66, 96], [36, 280], [84, 262])])),
  layer(plum, ...mirrored([front(-0.5, [320, 190], [300, 250], [320, 500])], 0.2)),
);

const bark: Paper = { front: umber.front, back: '#d2ae83' };

export const cicada: Picture = drawing(
  layer(bark, ...mirrored([front(0, [320, 200], [254, 240], [268, 460], [320, 560])], 0.25)),
  layer(
    bark,
    ...mirrored([
      back(0.45, [314, 190], [176, 190], [96, 420]),
      back(0.1, [314, 190], [96, 420], [122, 620]),
      back(-0.25, [314, 190], [122, 620], [270, 420]),
    ]),
  ),
  layer(crimson, ...mirrored([front(0.2, ...disc([176, 134], 34))], 0.2)),
  layer(bark, ...mirrored([front(-0.1, [320, 262], [320, 150], [168, 150], [160, 218])])),
  layer(bark, ...mirrored([back(0.3, [320, 216], [320, 140], [168, 150], [160, 186])], 0.2)),
  layer(
    bark,
    ...mirrored([
      front(0.65, [320, 50], [244, 66], [190, 120], [320, 134]),
      front(0.3, [320, 134], [190, 120], [160, 162], [320, 190]),
    ]),
  ),
);

const glassy: Paper = { front: teal.front, back: '#9fcbc4' };

export const dragonfly: Picture = drawing(
  layer(
    glassy,
    ...mirrored([
      back(0.1, [306, 236], [70, 262], [24, 320]),
      back(-0.25, [306, 236], [24, 320], [108, 356], [306, 276]),
    ]),
  ),
  layer(
    glassy,
    ...mirrored([
      back(0.4, [310, 176], [70, 66], [14, 120]),
      back(0, [310, 176], [14, 120], [84, 176], [306, 230]),
    ]),
  ),
  layer(
    glassy,
    ...mirrored([
      front(0.3, [320, 250], [296, 270], [304, 420], [320, 440]),
      front(0, [320, 440], [304, 420], [308, 560], [320, 616]),
    ]),
  ),
  layer(
    glassy,
    ...mirrored([
      front(0.6, [320, 110], [282, 160], [320, 200]),
      front(0.25, [282, 160], [284, 230], [320, 286], [320, 200]),
    ]),
  ),
  layer(
    glassy,
    ...mirrored([
      front(0.5, [320, 60], [292, 66], [320, 124]),
      front(-0.2, [292, 66], [270, 96], [286, 130], [320, 124]),
    ]),
  ),
);

const spotted: Paper = { front: vermilion.front, back: ink.front };

export const ladybird: Picture = drawing(
  layer(
    spotted,
    ...mirrored([
      back(0.2, [290, 90], [236, 30], [248, 22], [310, 80]),
      back(0.1, [170, 240], [70, 210], [62, 226], [140, 280]),
      back(0, [130, 360], [40, 380], [46, 398], [130, 400]),
      back(-0.1, [170, 480], [86, 550], [100, 562], [200, 510]),
    ]),
  ),
  layer(
    spotted,
    ...mirrored(
      [
        back(0.5, [320, 60], [254, 84], [206, 190], [320, 210]),
        back(-0.2, [206, 190], [320, 210], [320, 592], [270, 560]),
      ],
      0.15,
    ),
  ),
  layer(
    spotted,
    ...mirrored([
      front(0.65, [316, 176], [196, 176], [112, 290]),
      front(0.35, [316, 176], [112, 290], [104, 420]),
      front(0.1, [316, 176], [104, 420], [178, 540]),
      front(-0.2, [316, 176], [178, 540], [296, 592]),
    ]),
  ),
  layer(
    ink,
    ...mirrored(
      [
        front(0, ...disc([190, 288], 32, 7)),
        front(-0.1, ...disc([172, 428], 28, 6)),
        front(-0.1, ...disc([258, 480], 26, 6)),
      ],
      0.1,
    ),
  ),
  layer(ink, ...mirrored([back(0.9, ...disc([272, 120], 13, 6))], 0)),
);
