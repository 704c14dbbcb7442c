import { back, disc, drawing, front, layer, mirrored } from '../../pictures/draw.ts';
import type { Paper, Picture } from '../../pictures/picture.ts';
import { indigo, ink, mist, moss, ochre, plum, teal, vermilion } from '../papers.ts';

export const paperBoat: Picture = drawing(
  layer(teal, back(-0.2, [40, 280], [320, 300], [600, 280], [320, 396])),
  layer(teal, front(0.6, [320, 96], [200, 380], [320, 420]), front(0.1, [320, 96], [320, 420], [440, 380])),
  layer(
    teal,
    front(0.4, [40, 280], [320, 392], [184, 500]),
    front(0.1, [320, 392], [184, 500], [456, 500]),
    front(-0.3, [600, 280], [320, 392], [456, 500]),
  ),
);

export const paperPlane: Picture = drawing(
  layer(mist, front(-0.75, [596, 96], [290, 480], [318, 378])),
  layer(mist, front(0.2, [596, 96], [318, 378], [424, 566])),
  layer(mist, front(-0.4, [596, 96], [236, 338], [290, 480])),
  layer(mist, front(0.7, [596, 96], [40, 236], [236, 338])),
);

const lacquered: Paper = { front: indigo.front, back: ochre.front };

export const kabuto: Picture = drawing(
  layer(
    lacquered,
    ...mirrored([
      front(0.5, [320, 130], [196, 294], [320, 420]),
      front(0.1, [196, 294], [70, 470], [320, 420]),
    ]),
  ),
  layer(
    lacquered,
    ...mirrored([
      back(0.6, [314, 430], [176, 340], [40, 100]),
      back(0.15, [314, 430], [40, 100], [244, 268]),
    ]),
  ),
  layer(lacquered, ...mirrored([front(0.8, [320, 280], [150, 440], [320, 440])], 0.55)),
  layer(lacquered, ...mirrored([back(0.35, [320, 420], [110, 420], [50, 486], [320, 486])], 0.25)),
  layer(lacquered, ...mirrored([front(0.1, [320, 466], [70, 466], [24, 516], [320, 516])])),
);

export const yakko: Picture = drawing(
  layer(
    plum,
    back(-0.2, [96, 300], [210, 300], [210, 340], [96, 340]),
    back(-0.5, [430, 300], [544, 300], [544, 340], [430, 340]),
  ),
  layer(plum, back(-0.4, [300, 430], [340, 430], [340, 544], [300, 544])),
  layer(
    plum,
    ...mirrored([
      front(0.3, [210, 210], [320, 320], [210, 430]),
      front(-0.1, [210, 430], [320, 320], [320, 430]),
    ]),
  ),
  layer(plum, ...mirrored([front(0.1, [210, 430], [316, 430], [316, 550], [210, 550])])),
  layer(
    plum,
    ...mirrored([
      front(0.55, [90, 210], [210, 210], [210, 316], [90, 316]),
      front(0.2, [90, 324], [210, 324], [210, 430], [90, 430]),
    ]),
  ),
  layer(plum, ...mirrored([front(0.65, [320, 90], [200, 210], [320, 330])])),
  layer(plum, ...mirrored([back(0.2, [320, 160], [270, 210], [320, 260])])),
);

export const fortuneTeller: Picture = drawing(
  layer(
    vermilion,
    ...mirrored([
      back(0.3, [220, 70], [110, 300], [320, 440]),
      back(-0.2, [220, 70], [320, 440], [320, 250]),
    ]),
  ),
  layer(vermilion, ...mirrored([front(-0.75, [56, 390], [212, 480], [320, 440], [226, 576])], 0)),
  layer(
    vermilion,
    ...mirrored([
      front(0.6, [140, 160], [40, 380], [206, 540]),
      front(0.15, [140, 160], [206, 540], [320, 440]),
    ]),
  ),
  layer(ochre, front(0.4, ...disc([128, 366], 27))),
  layer(teal, front(0.3, ...disc([220, 388], 27)), front(-0.1, ...disc([512, 366], 27))),
  layer(indigo, front(0.1, ...disc([420, 388], 27))),
);

export const jumpingFrog: Picture = drawing(
  layer(
    moss,
    ...mirrored([
      front(0.1, [66, 400], [130, 420], [110, 510], [190, 590], [20, 600]),
      front(0.35, [230, 250], [116, 150], [20, 236], [118, 218], [220, 320]),
    ]),
  ),
  layer(
    moss,
    ...mirrored([
      front(0.45, [270, 320], [60, 384], [160, 450]),
      front(0, [270, 320], [160, 450], [140, 520], [290, 510]),
    ]),
  ),
  layer(
    moss,
    ...mirrored([
      front(0.65, [320, 50], [190, 190], [320, 250]),
      front(0.3, [190, 190], [200, 270], [320, 250]),
      front(0.15, [200, 270], [320, 250], [320, 430], [236, 470]),
      front(-0.2, [236, 470], [320, 430], [320, 550]),
    ]),
  ),
  layer(moss, ...mirrored([back(0.4, ...disc([246, 146], 34))], 0.2)),
  layer(ink, ...mirrored([front(0, ...disc([246, 142], 18))], 0)),
);

export const pajarita: Picture = drawing(
  layer(
    ochre,
    front(0.65, [90, 200], [230, 60], [230, 200]),
    front(0.35, [230, 60], [370, 200], [230, 200]),
    front(0.5, [230, 200], [370, 200], [300, 270], [230, 340]),
    front(0.1, [370, 200], [440, 270], [345, 365], [300, 270]),
    front(-0.05, [230, 340], [300, 270], [345, 365], [230, 480]),
    front(0.2, [230, 480], [345, 365], [380, 400], [230, 550]),
    front(0.4, [440, 270], [620, 90], [620, 300]),
    front(-0.1, [440, 270], [620, 300], [500, 420]),
    front(-0.3, [440, 270], [500, 420], [380, 400], [345, 365]),
    front(-0.5, [380, 400], [500, 420], [380, 540]),
  ),
);
