import type { MarkPlace } from './page-code.ts';

/** Millimetres of a printed page. Decree 30/2020/NĐ-CP, Appendix I: 20 to 25 at the top and the bottom, 30 to 35 left, 15 to 20 right. */
export const pageLayout = {
  width: 210,
  height: 297,
  top: 20,
  left: 30,
  right: 15,
  /** Text ends 20 to 25 above the foot: what a cut line or row needs more on its new page stays within. */
  bottom: 23,
  /** Side of a mark. */
  mark: 13.5,
} as const;

/** Millimetres of text on a page. */
export const textHeight = pageLayout.height - pageLayout.top - pageLayout.bottom;

/** How far from the edge a mark stands: what printers don't reach. */
const edge = 5;

/** Left top corner of each mark, in the margins that the decree leaves: at the right of the head, and at the left of the foot. */
export const marks: Readonly<Record<MarkPlace, { readonly left: number; readonly top: number }>> = {
  top: { left: pageLayout.width - pageLayout.right - pageLayout.mark, top: edge },
  bottom: { left: pageLayout.left, top: pageLayout.height - edge - pageLayout.mark },
};
