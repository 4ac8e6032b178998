import type { Layer } from '../../schema/evidence.ts';

/** As many as a document holds. */
export const mostLayers = 200;
/** What is smaller on both sides, as a share of the picture, was a click. */
const leastSide = 0.008;

export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Rect extends Size {
  readonly left: number;
  readonly top: number;
}

interface Point {
  readonly x: number;
  readonly y: number;
}

/** Something to be drawn over a picture, in its pixels. */
export type Shape =
  /** Nothing of the picture is left beneath. */
  | { readonly kind: 'cover'; readonly id: string; readonly rect: Rect }
  | { readonly kind: 'box'; readonly id: string; readonly rect: Rect; readonly stroke: number }
  | {
      readonly kind: 'arrow';
      readonly id: string;
      readonly from: Point;
      readonly to: Point;
      /** The two ends of its head. */
      readonly head: readonly [Point, Point];
      readonly stroke: number;
    }
  | {
      readonly kind: 'text';
      readonly id: string;
      readonly at: Point;
      /** Words of the right half end where they were put: they run towards the middle. */
      readonly anchor: 'start' | 'end';
      readonly text: string;
      readonly size: number;
    };

/** What is seen of a picture with its layers: the part that is left, and what is drawn over it. */
export interface Annotated {
  /** In the picture's pixels. */
  readonly crop: Rect;
  /** What covers goes first: boxes, arrows and words stay readable over it. */
  readonly shapes: readonly Shape[];
}

/** Where the layers stand over a picture of this size. Of several crops the last one holds. */
export function annotated(layers: readonly Layer[], size: Size): Annotated {
  const crop = layers.findLast(({ kind }) => kind === 'crop');
  const shapes = layers.flatMap((layer) => shapeOf(layer, size) ?? []);
  const isCover = ({ kind }: Shape) => kind === 'cover';
  return {
    crop: crop ? rectOf(crop, size) : { left: 0, top: 0, ...size },
    shapes: [...shapes.filter(isCover), ...shapes.filter((shape) => !isCover(shape))],
  };
}

/** True for a layer that somebody has drawn, and not only clicked. */
export function isDrawn({ kind, left, top, right, bottom }: Layer): boolean {
  const [width, height] = [Math.abs(right - left), Math.abs(bottom - top)];
  if (kind === 'text') return true;
  return kind === 'arrow' ? Math.max(width, height) >= leastSide : Math.min(width, height) >= leastSide;
}

/** The layer by so much further on, as far as the picture goes; shares of its width and height. */
export function moved(layer: Layer, byX: number, byY: number): Layer {
  const { left, top, right, bottom } = layer;
  const x = clamp(byX, -Math.min(left, right), 1 - Math.max(left, right));
  const y = clamp(byY, -Math.min(top, bottom), 1 - Math.max(top, bottom));
  return { ...layer, left: left + x, right: right + x, top: top + y, bottom: bottom + y };
}

/** The layer with its second corner by so much further on. */
export function stretched(layer: Layer, byX: number, byY: number): Layer {
  const next = { ...layer, right: clamp(layer.right + byX, 0, 1), bottom: clamp(layer.bottom + byY, 0, 1) };
  return isDrawn(next) ? next : layer;
}

function shapeOf(layer: Layer, size: Size): Shape | null {
  const { id, kind, text } = layer;
  const stroke = Math.max(2, Math.max(size.width, size.height) / 300);
  const [from, to] = [pointOf(layer.left, layer.top, size), pointOf(layer.right, layer.bottom, size)];
  switch (kind) {
    case 'crop':
      return null;
    case 'blur':
      return { kind: 'cover', id, rect: rectOf(layer, size) };
    case 'box':
      return { kind, id, stroke, rect: rectOf(layer, size) };
    case 'arrow':
      return { kind, id, stroke, from, to, head: headOf(from, to, stroke * 6) };
    case 'text':
      if (text.trim() === '') return null;
      return { kind, id, at: from, anchor: layer.left > 0.5 ? 'end' : 'start', text, size: stroke * 8 };
  }
}

function rectOf({ left, top, right, bottom }: Layer, { width, height }: Size): Rect {
  return {
    left: Math.min(left, right) * width,
    top: Math.min(top, bottom) * height,
    width: Math.abs(right - left) * width,
    height: Math.abs(bottom - top) * height,
  };
}

function pointOf(x: number, y: number, { width, height }: Size): Point {
  return { x: x * width, y: y * height };
}

/** Both sides of an arrow's head: half a right angle off its line. */
function headOf(from: Point, to: Point, length: number): readonly [Point, Point] {
  const angle = Math.atan2(to.y - from.y, to.x - from.x);
  const end = (off: number) => ({
    x: to.x - length * Math.cos(angle + off),
    y: to.y - length * Math.sin(angle + off),
  });
  return [end(Math.PI / 6), end(-Math.PI / 6)];
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}
