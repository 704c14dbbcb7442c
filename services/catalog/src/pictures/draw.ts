import { PICTURE_SIZE, type Facet, type Layer, type Paper, type Picture, type Point } from './picture.ts';

/** The longer edge of a finished drawing, in picture units. */
const DRAWING_SIZE = 500;
const MIDDLE = PICTURE_SIZE / 2;

type Move = (point: Point) => Point;

/** A facet that shows the front of the paper. */
export const front = (light: number, ...points: Point[]): Facet => ({ side: 'front', light, points });

/** A facet that shows the back of the paper. */
export const back = (light: number, ...points: Point[]): Facet => ({ side: 'back', light, points });

/** A flap: facets of one paper that lie in the same plane. */
export const layer = (paper: Paper, ...facets: Facet[]): Layer => ({ paper, facets });

const movedFacet = (facet: Facet, move: Move): Facet => ({ ...facet, points: facet.points.map(move) });

const movedLayer = (piece: Layer, move: Move): Layer => ({
  ...piece,
  facets: piece.facets.map((facet) => movedFacet(facet, move)),
});

const clampLight = (light: number): number => Math.min(1, Math.max(-1, light));

/** The facets and their mirror images across x = 320. The light falls from the left, so the right is dimmer. */
export function mirrored(facets: readonly Facet[], dim = 0.35): Facet[] {
  const images = facets.map((facet) => ({
    ...movedFacet(facet, ([x, y]) => [PICTURE_SIZE - x, y]),
    light: clampLight(facet.light - dim),
  }));
  return [...facets, ...images];
}

/**
 * The facets, turned by some degrees clockwise around the middle of the picture. A facet that turns away from
 * the upper left loses light, by at most `dim` either way.
 */
export function turned(facets: readonly Facet[], degrees: number, dim = 0.3): Facet[] {
  const angle = (degrees * Math.PI) / 180;
  const [sin, cos] = [Math.sin(angle), Math.cos(angle)];
  return facets.map((facet) => {
    const image = movedFacet(facet, ([x, y]) => [
      MIDDLE + (x - MIDDLE) * cos - (y - MIDDLE) * sin,
      MIDDLE + (x - MIDDLE) * sin + (y - MIDDLE) * cos,
    ]);
    const height = image.points.reduce((sum, [x, y]) => sum + (MIDDLE - x) + (MIDDLE - y), 0);
    return {
      ...image,
      light: clampLight(facet.light + dim * Math.sign(height) * Math.min(1, Math.abs(height) / 400)),
    };
  });
}

/** A regular polygon, for an eye or a spot. */
export function disc([x, y]: Point, radius: number, corners = 8): Point[] {
  return Array.from({ length: corners }, (_, index) => {
    const angle = ((index + 0.5) * 2 * Math.PI) / corners;
    return [x + radius * Math.cos(angle), y + radius * Math.sin(angle)];
  });
}

/** The layers at another size, moved so that the middle of the picture comes to lie on the given point. */
export const placed = (layers: readonly Layer[], [left, top]: Point, scale: number): Layer[] =>
  layers.map((piece) =>
    movedLayer(piece, ([x, y]) => [left + (x - MIDDLE) * scale, top + (y - MIDDLE) * scale]),
  );

/** A finished picture: the layers, lowest first, brought to the common size and to the middle. */
export function drawing(...layers: Layer[]): Picture {
  const points = layers.flatMap(({ facets }) => facets.flatMap((facet) => facet.points));
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const scale = DRAWING_SIZE / Math.max(right - left, bottom - top);
  const fit = (value: number, low: number, high: number): number =>
    Math.round((MIDDLE + (value - (low + high) / 2) * scale) * 10) / 10;
  return {
    layers: layers.map((piece) => movedLayer(piece, ([x, y]) => [fit(x, left, right), fit(y, top, bottom)])),
  };
}
