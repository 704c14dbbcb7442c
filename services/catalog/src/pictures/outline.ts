import type { Facet, Point } from './picture.ts';

interface Edge {
  from: Point;
  to: Point;
}

const nameOf = ({ from, to }: Edge): string => `${from.join()} ${to.join()}`;
const reversed = ({ from, to }: Edge): Edge => ({ from: to, to: from });

/** The edges of a facet, walked clockwise whichever way its corners were listed. */
function edgesOf({ points }: Facet): Edge[] {
  const edges = points.map((from, index): Edge => ({
    from,
    to: points[(index + 1) % points.length] ?? from,
  }));
  const area = edges.reduce((sum, { from, to }) => sum + from[0] * to[1] - to[0] * from[1], 0);
  return area < 0 ? edges.map(reversed) : edges;
}

/** Joins edges to closed lines. At every corner as many arrive as leave, so each walk ends where it began. */
function joined(edges: readonly Edge[]): Point[][] {
  const rest = [...edges];
  const lines: Point[][] = [];
  for (let edge = rest.pop(); edge !== undefined; edge = rest.pop()) {
    const line = [edge.from];
    for (let corner = edge.to; ;) {
      const next = rest.findIndex(({ from }) => from.join() === corner.join());
      const [found] = next === -1 ? [] : rest.splice(next, 1);
      if (found === undefined) break;
      line.push(corner);
      corner = found.to;
    }
    lines.push(line);
  }
  return lines;
}

/** What the edges of a layer are: folds, where two facets meet, and the closed lines of its rim. */
export function outlineOf(facets: readonly Facet[]): { folds: Point[][]; rims: Point[][] } {
  const open = new Map<string, Edge>();
  const folds: Point[][] = [];
  for (const edge of facets.flatMap(edgesOf)) {
    if (open.delete(nameOf(reversed(edge)))) folds.push([edge.from, edge.to]);
    else open.set(nameOf(edge), edge);
  }
  return { folds, rims: joined([...open.values()]) };
}
