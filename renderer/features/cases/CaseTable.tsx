import { type KeyboardEvent, type RefObject, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { InspectionCase } from '../../../shared/schema/cases.ts';
import type { OutboxItem } from '../../data/workspace.ts';
import { useShownAfter } from '../../ui/use-shown-after.ts';
import { CaseRow } from './CaseRow.tsx';
import styles from './CaseTable.module.css';
import type { CaseList } from './use-case-list.ts';
import type { RowWindow } from './use-row-window.ts';

interface CaseTableProps {
  list: CaseList;
  rows: RowWindow;
  scrollRef: RefObject<HTMLDivElement | null>;
  gridRef: RefObject<HTMLTableElement | null>;
  today: string;
  activeIndex: number | null;
  /** By case: the state of what the server has not confirmed of it. */
  marks: ReadonlyMap<string, OutboxItem['state']>;
  onChoose: (inspectionCase: InspectionCase, index: number) => void;
  onOpen: (inspectionCase: InspectionCase) => void;
  onKeyDown: (event: KeyboardEvent) => void;
}

/** The virtual list of cases: one grid with one focus, its active row told by `aria-activedescendant`. */
export function CaseTable(props: CaseTableProps) {
  const { list, rows, scrollRef, gridRef, today, activeIndex, marks, onChoose, onOpen, onKeyDown } = props;
  const { t } = useTranslation('cases');
  const { first, last } = rows;
  useEffect(() => list.show(first, last));
  const blanks = useShownAfter(list.loading || rows.items.some((item) => !list.row(item.index)));
  const pointed = (target: EventTarget, act: (inspectionCase: InspectionCase, index: number) => void) => {
    const index = target instanceof Element ? target.closest<HTMLElement>('[data-index]')?.dataset.index : undefined;
    const inspectionCase = index === undefined ? undefined : list.row(Number(index));
    if (inspectionCase) act(inspectionCase, Number(index));
  };
  return (
    <div ref={scrollRef} className={styles.scroll}>
      <table
        ref={gridRef}
        className={styles.grid}
        {...asGrid(activeIndex)}
        aria-label={t('list')}
        aria-rowcount={(list.total ?? 0) + 1}
        onKeyDown={onKeyDown}
        onClick={(event) => pointed(event.target, onChoose)}
        onDoubleClick={(event) => pointed(event.target, onOpen)}
      >
        <Head />
        <tbody className={styles.rows} style={{ height: rows.totalHeight }}>
          {rows.items.map(({ index, start }) => {
            const inspectionCase = list.row(index);
            if (!inspectionCase) return blanks && <BlankRow key={index} start={start} />;
            const active = index === activeIndex;
            return (
              <tr
                key={inspectionCase.id}
                id={rowId(index)}
                aria-rowindex={index + 2}
                aria-selected={active}
                className={styles.row}
                data-index={index}
                style={{ transform: `translateY(${start}px)` }}
              >
                <CaseRow
                  inspectionCase={inspectionCase}
                  active={active}
                  today={today}
                  mark={marks.get(inspectionCase.id)}
                />
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

/** A table whose rows are chosen by keys is a grid with one focus of its own (WAI-ARIA practices). */
const asGrid = (activeIndex: number | null) => ({
  role: 'grid',
  tabIndex: 0,
  'aria-activedescendant': activeIndex === null ? undefined : rowId(activeIndex),
});

const rowId = (index: number) => `case-row-${index}`;

function Head() {
  const { t } = useTranslation('cases');
  return (
    <thead className={styles.head}>
      <tr className={styles.headRow} aria-rowindex={1}>
        <th className={styles.number}>{t('column.number')}</th>
        <th>{t('column.entity')}</th>
        <th className={styles.broad}>{t('column.address')}</th>
        <th className={styles.middle}>{t('column.sector')}</th>
        <th className={styles.middle}>{t('column.lead')}</th>
        <th>{t('column.state')}</th>
        <th>{t('column.due')}</th>
        <th className={styles.broad}>{t('column.edited')}</th>
        <th>
          <span className="mt-hidden">{t('column.sync')}</span>
        </th>
      </tr>
    </thead>
  );
}

function BlankRow({ start }: { start: number }) {
  return (
    <tr className={styles.row} style={{ transform: `translateY(${start}px)` }}>
      <td className={styles.number}>
        <span className={styles.blank} data-width="short" />
      </td>
      <td>
        <span className={styles.blank} />
      </td>
      <td>
        <span className={styles.blank} data-width="short" />
      </td>
      <td>
        <span className={styles.blank} data-width="short" />
      </td>
    </tr>
  );
}
