import { useLayoutEffect, useMemo, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { isBeforeVisit } from '../../../shared/domain/workflow/lock.ts';
import { useCaseFile } from '../../ui/case/case-file.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { useShortcuts } from '../../ui/use-shortcuts.tsx';
import { ChecklistList, type ChecklistListHandle } from './ChecklistList.tsx';
import styles from './ChecklistTab.module.css';
import { checklistRows, firstItem, type ItemFilter, neighbour } from './rows.ts';
import { SectionNav } from './SectionNav.tsx';
import { useAnswering } from './use-answer.ts';

/** The checklist: sections at the left, items with one open at a time. */
export function ChecklistTab() {
  const { t } = useTranslation('checklist');
  const { checklist, progress, answers, inspectionCase, mayEdit } = useCaseFile();
  const [query, setQuery] = useSearchParams();
  const [filter, setFilter] = useState<ItemFilter>('all');
  const answering = useAnswering();
  const list = useRef<ChecklistListHandle>(null);
  const rowsFor = (wanted: ItemFilter, open: string) => checklistRows(checklist, progress.asked, answers, wanted, open);
  const [start] = useState(() => firstItem(rowsFor('unanswered', '')) || firstItem(rowsFor('all', '')));
  const openId = query.get('item') ?? start;
  const rows = useMemo(
    () => checklistRows(checklist, progress.asked, answers, filter, openId),
    [checklist, progress.asked, answers, filter, openId],
  );
  const open = (itemId: string) => {
    answering.shown();
    // Keys may come faster than the page is drawn: drawn at once, each counts for the item that the one before it opened.
    setQuery({ item: itemId }, { replace: true, flushSync: true });
    list.current?.show(itemId);
  };
  const show = (wanted: ItemFilter) => {
    setFilter(wanted);
    open(wanted === 'all' ? openId : firstItem(rowsFor(wanted, '')));
  };
  // Other rows: the open item is looked for among them.
  const shownFilter = useRef(filter);
  useLayoutEffect(() => {
    if (shownFilter.current === filter) return;
    shownFilter.current = filter;
    list.current?.show(openId);
  }, [filter, openId]);
  const answer = (value: 'compliant' | 'notCompliant' | 'notApplicable') => () => {
    const row = rows.find((each) => each.kind === 'item' && each.item.id === openId);
    if (mayEdit && row?.kind === 'item' && row.item.item.answerKind === 'complies') answering.answer(row.item, value);
  };
  useShortcuts(t('keys.title'), [
    { keys: '1', label: t('keys.compliant'), run: answer('compliant') },
    { keys: '2', label: t('keys.notCompliant'), run: answer('notCompliant') },
    { keys: '3', label: t('keys.notApplicable'), run: answer('notApplicable') },
    { keys: 'n', label: t('keys.note'), run: () => list.current?.focusNote() },
    { keys: 'escape', label: t('keys.leave'), run: leaveField, inFields: true },
    { keys: 'arrowdown', label: t('keys.next'), run: () => open(neighbour(rows, openId, 1)) },
    { keys: 'arrowup', label: t('keys.previous'), run: () => open(neighbour(rows, openId, -1)) },
  ]);

  if (checklist.length === 0) return <EmptyState title={t('empty.title')}>{t('empty.words')}</EmptyState>;
  return (
    <div className={styles.tab}>
      <SectionNav
        filter={filter}
        onFilter={show}
        onSection={(section) => {
          // The list has all rows before it is asked for one of them.
          flushSync(() => setFilter('all'));
          const first = section.items.find(({ id }) => progress.asked.has(id));
          if (first) open(first.id);
          else list.current?.showSection(section.letter);
        }}
        openId={openId}
      />
      <div className={styles.items}>
        {mayEdit && isBeforeVisit(inspectionCase.state) && (
          <div className={styles.early}>
            <Notice tone="info">{t('early')}</Notice>
          </div>
        )}
        {rows.length === 0 && <p className={styles.none}>{t('none')}</p>}
        <ChecklistList ref={list} rows={rows} openId={openId} onOpen={open} answering={answering} />
      </div>
    </div>
  );
}

/** The keys of the list work again once no field has the focus. */
function leaveField({ target }: KeyboardEvent): void {
  if (target instanceof HTMLElement) target.blur();
}
