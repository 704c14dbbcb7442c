import { PICTURE_SIZE, type Point } from './picture.ts';

/** How far, in picture units, a corner may stray from where it was drawn. */
const STRAY = 1.7;

/** How far the curve of a long edge may be pulled out of the straight line. */
const BOW = 3;
const LONG_EDGE = 150;

/** Two numbers from -1 to 1 that depend on the two given numbers only. */
function noise(x: number, y: number): Point {
  let hash = Math.imul(Math.round(x * 8), 0x27d4eb2d) ^ Math.imul(Math.round(y * 8), 0x165667b1);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  hash ^= hash >>> 13;
  return [(hash & 0xff) / 127.5 - 1, ((hash >>> 8) & 0xff) / 127.5 - 1];
}

const within = (value: number): number => Math.round(Math.min(PICTURE_SIZE, Math.max(0, value)));

/** Moves a corner a little. Equal corners move equally, so facets that share one stay joined. */
function handCut([x, y]: Point): string {
  const [dx, dy] = noise(x, y);
  return `${within(x + dx * STRAY)} ${within(y + dy * STRAY)}`;
}

/** A line to a corner. A long one bows a little: the same way for both facets that share it. */
function lineTo([x1, y1]: Point, to: Point): string {
  const [x2, y2] = to;
  const length = Math.hypot(x2 - x1, y2 - y1);
  if (length < LONG_EDGE) return `L${handCut(to)}`;
  const [bend] = noise(x1 + x2, y1 + y2);
  const reach = (BOW * bend * (x1 < x2 || (x1 === x2 && y1 < y2) ? 1 : -1)) / length;
  const [pullX, pullY] = [(x1 + x2) / 2 - (y2 - y1) * reach, (y1 + y2) / 2 + (x2 - x1) * reach];
  return `Q${within(pullX)} ${within(pullY)} ${handCut(to)}`;
}

/** SVG path data along the given corners, as if cut by hand. */
export function handCutLine(points: readonly Point[]): string {
  return points
    .map((point, index) => {
      const previous = points[index - 1];
      return previous === undefined ? `M${handCut(point)}` : lineTo(previous, point);
    })
    .join('');
}

/** The same, back to the first corner. */
export function handCutShape(points: readonly Point[]): string {
  const first = points[0];
  return first === undefined ? '' : `${handCutLine([...points, first])}Z`;
}
