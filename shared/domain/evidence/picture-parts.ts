import type { Size } from './layers.ts';

/** Pixels that a graphics card holds in one picture, one way. */
const mostSide = 16_000;

/** A rectangle of a page, in its own pixels. */
export interface PagePart {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/**
 * The pictures that a page is taken in, from the top down. `scale`: pixels of the screen for one of the page; `most`: pictures that there may
 * be. `isCut` where they do not show all of it.
 */
export function pictureParts(
  page: Size,
  scale: number,
  most: number,
): { readonly parts: readonly PagePart[]; readonly isCut: boolean } {
  const side = Math.max(1, Math.floor(mostSide / scale));
  const width = Math.min(Math.max(1, Math.ceil(page.width)), side);
  const height = Math.max(1, Math.ceil(page.height));
  const count = Math.min(Math.ceil(height / side), most);
  const parts = Array.from({ length: count }, (_, place) => {
    const y = place * side;
    return { x: 0, y, width, height: Math.min(side, height - y) };
  });
  return { parts, isCut: width < page.width || count * side < height };
}
