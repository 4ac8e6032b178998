import { useVirtualizer } from '@tanstack/react-virtual';
import { type Ref, useEffect, useImperativeHandle, useLayoutEffect, useRef } from 'react';
import { useFormat } from '../../ui/use-format.ts';
import styles from './ChecklistList.module.css';
import { FormHeading } from './FormHeading.tsx';
import { ItemClosed } from './ItemClosed.tsx';
import { ItemOpen } from './ItemOpen.tsx';
import type { ChecklistRow } from './rows.ts';
import type { Answering } from './use-answer.ts';
import { useLastTime } from './use-last-time.ts';

export interface ChecklistListHandle {
  show(itemId: string): void;
  /** The beginning of a section that asks nothing yet. */
  showSection(letter: string): void;
  focusNote(): void;
}

interface ChecklistListProps {
  rows: readonly ChecklistRow[];
  openId: string;
  onOpen: (itemId: string) => void;
  answering: Answering;
  ref: Ref<ChecklistListHandle>;
}

const closedHeight = 40;

/** The items, of which only those in sight exist; one is open. */
export function ChecklistList({ rows, openId, onOpen, answering, ref }: ChecklistListProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const note = useRef<HTMLTextAreaElement>(null);
  const last = useLastTime();
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => closedHeight,
    getItemKey: (index) => rows[index]?.key ?? index,
    overscan: 8,
  });
  const placeOf = (itemId: string) => rows.findIndex((row) => row.kind === 'item' && row.item.id === itemId);
  useImperativeHandle(ref, () => ({
    show: (itemId) => virtual.scrollToIndex(Math.max(0, placeOf(itemId)), { align: 'auto' }),
    showSection: (letter) => {
      const place = rows.findIndex((row) => row.kind === 'section' && row.section.letter === letter);
      virtual.scrollToIndex(Math.max(0, place), { align: 'start' });
    },
    focusNote: () => note.current?.focus(),
  }));
  /** Where on the screen the item stood that was clicked. */
  const clickedAt = useRef<number | null>(null);
  // The item that was open becomes one line: once both have been measured, what is open now stands where it was, in sight.
  useEffect(() => {
    let frame = requestAnimationFrame(() => {
      frame = requestAnimationFrame(() => {
        bringIntoSight(scroller.current, openId, clickedAt.current);
        clickedAt.current = null;
      });
    });
    return () => cancelAnimationFrame(frame);
  }, [openId]);
  const start = useRef(placeOf(openId));
  useLayoutEffect(() => {
    if (start.current > 0) virtual.scrollToIndex(start.current, { align: 'center' });
  }, [virtual]);

  return (
    <div ref={scroller} className={styles.scroller}>
      <div className={styles.canvas} style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ key, index, start: top }) => {
          const row = rows[index];
          return (
            row && (
              <div
                key={key}
                ref={virtual.measureElement}
                data-index={index}
                data-row={row.key}
                className={styles.row}
                style={{ transform: `translateY(${top}px)` }}
              >
                {row.kind === 'section' ? (
                  <SectionTitle row={row} />
                ) : row.kind === 'heading' ? (
                  <FormHeading heading={row.heading} />
                ) : row.item.id === openId ? (
                  <ItemOpen item={row.item} answering={answering} note={note} last={last} />
                ) : (
                  <ItemClosed
                    item={row.item}
                    onOpen={() => {
                      clickedAt.current = rowOf(scroller.current, row.key)?.top ?? null;
                      onOpen(row.item.id);
                    }}
                  />
                )}
              </div>
            )
          );
        })}
      </div>
    </div>
  );
}

function rowOf(list: HTMLElement | null, key: string): DOMRect | undefined {
  return list?.querySelector(`[data-row="${CSS.escape(key)}"]`)?.getBoundingClientRect();
}

/**
 * Scrolls a row to where it stood (pixels from the window's top; null: anywhere), and from there as little as shows it
 * whole; of one that is higher than the list, its beginning.
 */
function bringIntoSight(list: HTMLElement | null, key: string, stoodAt: number | null): void {
  const before = rowOf(list, key);
  if (list && before && stoodAt !== null) list.scrollBy({ top: before.top - stoodAt });
  const row = rowOf(list, key);
  if (!list || !row) return;
  const { top, bottom } = list.getBoundingClientRect();
  if (row.top < top) list.scrollBy({ top: row.top - top });
  else if (row.bottom > bottom) list.scrollBy({ top: Math.min(row.bottom - bottom, row.top - top) });
}

function SectionTitle({ row: { section } }: { row: Extract<ChecklistRow, { kind: 'section' }> }) {
  const { language } = useFormat();
  return (
    <h2 className={styles.section}>
      {section.letter}. {language === 'vi' ? section.titleVi : section.titleEn}
    </h2>
  );
}
