import { type Static, Type } from 'typebox';
import { Value } from 'typebox/value';

/** Place and size of the window on the screen, in device-independent pixels. */
export const Bounds = Type.Object(
  {
    x: Type.Integer(),
    y: Type.Integer(),
    width: Type.Integer({ minimum: 1 }),
    height: Type.Integer({ minimum: 1 }),
    isMaximized: Type.Boolean(),
  },
  { additionalProperties: false },
);
export type Bounds = Static<typeof Bounds>;

export interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export const defaultSize = { width: 1_366, height: 768 } as const;
export const smallestSize = { width: 1_024, height: 640 } as const;

/** How much of the window must lie on a screen that is still there. */
const visiblePx = 120;

function isVisible(bounds: Bounds, area: Area): boolean {
  const width = Math.min(bounds.x + bounds.width, area.x + area.width) - Math.max(bounds.x, area.x);
  const height = Math.min(bounds.y + bounds.height, area.y + area.height) - Math.max(bounds.y, area.y);
  return width >= visiblePx && height >= visiblePx && bounds.y >= area.y;
}

/** The remembered bounds, where they can still be seen on one of the screens' work areas; null otherwise. */
export function usableBounds(remembered: unknown, areas: readonly Area[]): Bounds | null {
  if (!Value.Check(Bounds, remembered)) return null;
  const bounds = {
    ...remembered,
    width: Math.max(remembered.width, smallestSize.width),
    height: Math.max(remembered.height, smallestSize.height),
  };
  return areas.some((area) => isVisible(bounds, area)) ? bounds : null;
}
