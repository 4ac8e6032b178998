import { type MarkPlace, markPlaces } from './page-code.ts';
import { marks, pageLayout } from './page-layout.ts';

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Where a mark lies in a photograph: its own top left, top right, bottom right and bottom left, in pixels. */
export type MarkCorners = readonly [Point, Point, Point, Point];

/** From a place on a page, in millimetres, to a place in a photograph of it, in pixels: the first two rows of a 3x3 matrix, and its third. */
export type Projection = readonly [number, number, number, number, number, number, number, number];

/** How a photograph shows a page, by its marks: both tell how it lies in space, one alone how it is turned. Null without any. */
export function projectionOf(found: Readonly<Partial<Record<MarkPlace, MarkCorners>>>): Projection | null {
  const pairs = markPlaces.flatMap((place) => {
    const corners = found[place];
    return corners ? cornersOfMark(place).map((on, at) => ({ on, seen: corners[at] ?? corners[0] })) : [];
  });
  if (pairs.length === 0) return null;
  // Far from the one mark the page's tilt would be guessed.
  const unknown = pairs.length > 4 ? 8 : 6;
  const rows = pairs.flatMap(({ on, seen }) => equations(on, seen));
  const solved = leastSquares(
    rows.map(({ factors }) => factors.slice(0, unknown)),
    rows.map(({ value }) => value),
  );
  if (!solved) return null;
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = solved;
  return [a, b, c, d, e, f, g, h];
}

/** Where a place on the page lies in the photograph. */
export function projected([a, b, c, d, e, f, g, h]: Projection, { x, y }: Point): Point {
  const depth = g * x + h * y + 1;
  return { x: (a * x + b * y + c) / depth, y: (d * x + e * y + f) / depth };
}

function cornersOfMark(place: MarkPlace): readonly Point[] {
  const { left, top } = marks[place];
  const [right, bottom] = [left + pageLayout.mark, top + pageLayout.mark];
  return [
    { x: left, y: top },
    { x: right, y: top },
    { x: right, y: bottom },
    { x: left, y: bottom },
  ];
}

function equations({ x, y }: Point, seen: Point): { factors: number[]; value: number }[] {
  return [
    { factors: [x, y, 1, 0, 0, 0, -x * seen.x, -y * seen.x], value: seen.x },
    { factors: [0, 0, 0, x, y, 1, -x * seen.y, -y * seen.y], value: seen.y },
  ];
}

/** The unknowns that come nearest to all equations; null where they tell too little. */
function leastSquares(rows: readonly (readonly number[])[], values: readonly number[]): number[] | null {
  const count = rows[0]?.length ?? 0;
  // Pixels and millimetres multiplied are large beside ones: each unknown is measured by its own size.
  const sizes = Array.from({ length: count }, (_, at) => Math.hypot(...rows.map((row) => row[at] ?? 0)) || 1);
  const scaled = rows.map((row) => row.map((factor, at) => factor / (sizes[at] ?? 1)));
  const sum = (of: (row: readonly number[], place: number) => number) =>
    scaled.reduce((total, row, place) => total + of(row, place), 0);
  const matrix = sizes.map((_, i) => [
    ...sizes.map((_, j) => sum((row) => (row[i] ?? 0) * (row[j] ?? 0))),
    sum((row, place) => (row[i] ?? 0) * (values[place] ?? 0)),
  ]);
  return solve(matrix)?.map((value, at) => value / (sizes[at] ?? 1)) ?? null;
}

/** Gauss and Jordan, over rows that end with the value. */
function solve(matrix: number[][]): number[] | null {
  const count = matrix.length;
  for (let column = 0; column < count; column += 1) {
    const rest = matrix.slice(column);
    const largest = rest.reduce((most, row) => (Math.abs(row[column] ?? 0) > Math.abs(most[column] ?? 0) ? row : most));
    const pivot = largest[column] ?? 0;
    if (Math.abs(pivot) < 1e-13) return null;
    const at = matrix.indexOf(largest);
    matrix[at] = matrix[column] ?? largest;
    const own = largest.map((value) => value / pivot);
    matrix[column] = own;
    for (const [place, row] of matrix.entries()) {
      const factor = row[column] ?? 0;
      if (place !== column) matrix[place] = row.map((value, index) => value - factor * (own[index] ?? 0));
    }
  }
  return matrix.map((row) => row[count] ?? 0);
}
