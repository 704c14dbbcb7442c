import { Type, type Static } from 'typebox';

/** Edge of the square a picture is drawn in. */
export const PICTURE_SIZE = 640;

const closed = { additionalProperties: false } as const;

/**
 * A strict `#rrggbb` colour. A picture may come in through a write API, so nothing in it may carry markup:
 * colours match this pattern, sides are one of two words, and all the rest are numbers in a range.
 */
const Colour = Type.String({ pattern: '^#[0-9a-f]{6}$', maxLength: 7 });

const Coordinate = Type.Number({ minimum: 0, maximum: PICTURE_SIZE });

/** `[x, y]` in picture units, the origin in the upper left, y downwards. */
const PointSchema = Type.Tuple([Coordinate, Coordinate]);

const PaperSchema = Type.Object({ front: Colour, back: Colour }, closed);

const FacetSchema = Type.Object(
  {
    side: Type.Union([Type.Literal('front'), Type.Literal('back')], {
      description: 'Which side of the paper is seen.',
    }),
    light: Type.Number({ minimum: -1, maximum: 1, description: 'From deep shade, -1, to full light, 1.' }),
    points: Type.Array(PointSchema, { minItems: 3, maxItems: 12, description: 'Corners, in order.' }),
  },
  closed,
);

const LayerSchema = Type.Object(
  {
    paper: PaperSchema,
    facets: Type.Array(FacetSchema, { minItems: 1, maxItems: 16 }),
  },
  closed,
);

/**
 * The folded paper of one product: a stack of layers, the lowest first. A layer is a flap of one sheet, made
 * of flat facets, and throws a soft shadow on what lies below it.
 */
export const PictureSchema = Type.Object(
  { layers: Type.Array(LayerSchema, { minItems: 1, maxItems: 16 }) },
  closed,
);

export type Point = Static<typeof PointSchema>;
export type Paper = Static<typeof PaperSchema>;
export type Facet = Static<typeof FacetSchema>;
export type Layer = Static<typeof LayerSchema>;
export type Picture = Static<typeof PictureSchema>;
