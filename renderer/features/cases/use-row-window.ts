import { useVirtualizer } from '@tanstack/react-virtual';
import { type RefObject, useCallback, useEffect } from 'react';
import { useSettings } from '../../app/settings-context.tsx';

/** Rows drawn above and below what is in sight. */
const overscan = 8;
/** Height of the sticky head, px at 100 % text size. */
const headHeight = 32;

export interface RowWindow {
  readonly items: readonly { readonly index: number; readonly start: number }[];
  readonly totalHeight: number;
  readonly first: number;
  readonly last: number;
  readonly rowsInSight: number;
  scrollTo(index: number): void;
}

/** Which rows of a list are in sight, by density and text size. */
export function useRowWindow(count: number, scroll: RefObject<HTMLElement | null>, initialOffset: number): RowWindow {
  const { settings } = useSettings();
  const scale = settings.textSize / 100;
  const rowHeight = (settings.compactRows ? 32 : 40) * scale;
  const virtualizer = useVirtualizer({
    count,
    getScrollElement: useCallback(() => scroll.current, [scroll]),
    estimateSize: useCallback(() => rowHeight, [rowHeight]),
    overscan,
    initialOffset,
    scrollMargin: headHeight * scale,
    scrollPaddingStart: headHeight * scale,
  });
  // Sizes are kept by place: another density or text size starts anew.
  useEffect(() => {
    if (rowHeight > 0) virtualizer.measure();
  }, [virtualizer, rowHeight]);
  const items = virtualizer.getVirtualItems();
  return {
    items: items.map(({ index }) => ({ index, start: index * rowHeight })),
    totalHeight: count * rowHeight,
    first: items[0]?.index ?? 0,
    last: items.at(-1)?.index ?? 0,
    rowsInSight: Math.max(1, Math.floor(((scroll.current?.clientHeight ?? 0) - headHeight * scale) / rowHeight)),
    scrollTo: (index) => virtualizer.scrollToIndex(index, { align: 'auto' }),
  };
}
