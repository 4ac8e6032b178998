/** How far apart two points of a stroke are at least, and how many it has at most; in thousandths of the box's width. */
const nearest = 3;
const mostPoints = 1_000;
const furthest = 2_000;

/** A point of the screen within a box, as a signature keeps it: thousandths of the box's width, x and y. */
export function pointIn(
  box: { readonly left: number; readonly top: number; readonly width: number },
  { x, y }: { readonly x: number; readonly y: number },
): readonly [number, number] {
  const share = (distance: number) =>
    Math.min(furthest, Math.max(0, Math.round((distance / Math.max(1, box.width)) * 1_000)));
  return [share(x - box.left), share(y - box.top)];
}

/** The stroke with one more point, unless that lies where the last one does or the stroke is full. */
export function withPoint(stroke: readonly number[], [x, y]: readonly [number, number]): readonly number[] {
  const [lastX, lastY] = [stroke.at(-2), stroke.at(-1)];
  if (stroke.length >= mostPoints * 2) return stroke;
  if (lastX !== undefined && lastY !== undefined && Math.hypot(x - lastX, y - lastY) < nearest) return stroke;
  return [...stroke, x, y];
}

/** An SVG path along a stroke, round at its points: each is the handle of a curve between the middles beside it. */
export function pathOf(stroke: readonly number[]): string {
  const [x = 0, y = 0] = stroke;
  // A dot is a line of no length, drawn by its round ends.
  if (stroke.length < 4) return `M${x} ${y}h0`;
  let path = `M${x} ${y}`;
  for (let at = 2; at + 3 < stroke.length; at += 2) {
    const [handleX = 0, handleY = 0, nextX = 0, nextY = 0] = stroke.slice(at, at + 4);
    path += `Q${handleX} ${handleY} ${(handleX + nextX) / 2} ${(handleY + nextY) / 2}`;
  }
  return `${path}L${stroke.at(-2)} ${stroke.at(-1)}`;
}
