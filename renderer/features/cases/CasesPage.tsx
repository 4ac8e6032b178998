import { Button, CloseButton, TextInput } from '@mantine/core';
import { IconPlus, IconSearch } from '@tabler/icons-react';
import { type KeyboardEvent, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { mayWriteIn } from '../../../shared/domain/permission/permission.ts';
import type { InspectionCase } from '../../../shared/schema/cases.ts';
import { FirstDownload } from '../../app/FirstDownload.tsx';
import { useToday } from '../../app/use-today.ts';
import { usePerson } from '../../app/workspace-context.tsx';
import { useRemembered, useScrollMemory } from '../../ui/memory.tsx';
import { Page } from '../../ui/Page.tsx';
import { ProblemNotice } from '../../ui/ProblemNotice.tsx';
import { paths } from '../../ui/paths.ts';
import { useRoomFor } from '../../ui/use-room.ts';
import { useShortcuts } from '../../ui/use-shortcuts.tsx';
import { CasePreview } from './CasePreview.tsx';
import { CasesEmpty } from './CasesEmpty.tsx';
import { CasesFooter } from './CasesFooter.tsx';
import styles from './CasesPage.module.css';
import { CaseTable } from './CaseTable.tsx';
import { Chips } from './Chips.tsx';
import { actOnKey, isForList } from './list-keys.ts';
import { useActiveRow } from './use-active-row.ts';
import { useFoundCases, usePagedCases } from './use-case-list.ts';
import { useCaseMarks } from './use-case-marks.ts';
import { useListState } from './use-list-state.ts';
import { useRowWindow } from './use-row-window.ts';
import { ViewTabs } from './ViewTabs.tsx';

/** Vụ việc: every case on this device, by view, chip and word. */
export function CasesPage() {
  const { t } = useTranslation('cases');
  const navigate = useNavigate();
  const person = usePerson();
  const today = useToday();
  const controls = useListState(today);
  const { text, sort } = controls.state;
  const paged = usePagedCases(controls.selector, sort);
  const found = useFoundCases(text.trim(), controls.selector, sort);
  const list = found ?? paged;

  const scroll = useScrollMemory<HTMLDivElement>();
  const grid = useRef<HTMLTableElement>(null);
  const search = useRef<HTMLInputElement>(null);
  // Coming back, the list is as long as it was before it is counted again: only so can it stand where it stood.
  const [lengthBefore, rememberLength] = useRemembered('cases.length', 0);
  useEffect(() => {
    if (list.total !== null && list.total !== lengthBefore) rememberLength(list.total);
  });
  const rows = useRowWindow(list.total ?? lengthBefore, scroll.ref, scroll.initialOffset);
  const active = useActiveRow(list, rows);
  const [previewed, setPreviewed] = useRemembered('cases.preview', false);
  const marks = useCaseMarks();
  const beside = useRoomFor(1100);
  const mayCreate = mayWriteIn(person.role, 'cases');

  const open = (inspectionCase: InspectionCase) => void navigate(paths.case(inspectionCase.id));
  const choose = (inspectionCase: InspectionCase, index: number) => {
    active.choose(inspectionCase, index);
    if (!beside) return open(inspectionCase);
    setPreviewed(true);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (!isForList(event)) return;
    const did = actOnKey(event.key, list, rows, active, {
      open,
      togglePreview: () => setPreviewed(!previewed),
      closePreview: () => setPreviewed(false),
    });
    if (did) event.preventDefault();
  };
  useShortcuts(t('keys.title'), [
    { keys: 'arrowup arrowdown', label: t('keys.choose') },
    { keys: 'home end', label: t('keys.firstLast') },
    { keys: 'enter', label: t('keys.open') },
    { keys: 'space', label: t('keys.preview') },
    { keys: '/', label: t('keys.search'), run: () => search.current?.focus() },
    ...(mayCreate ? [{ keys: 'n', label: t('keys.new'), run: () => void navigate(paths.newCase) }] : []),
  ]);
  useEffect(() => grid.current?.focus({ preventScroll: true }), []);

  const empty = list.total === 0 && !list.loading;
  return (
    <Page
      padding="none"
      panel={
        <CasePreview
          inspectionCase={active.inspectionCase}
          opened={previewed && active.inspectionCase !== undefined}
          mark={active.inspectionCase && marks.get(active.inspectionCase.id)}
          onClose={() => {
            setPreviewed(false);
            grid.current?.focus({ preventScroll: true });
          }}
        />
      }
    >
      <div className={styles.head}>
        <h1 className={styles.title}>{t('title')}</h1>
        <span className={styles.space} />
        <TextInput
          ref={search}
          className={styles.search}
          type="search"
          aria-label={t('search.label')}
          placeholder={t('search.placeholder')}
          leftSection={<IconSearch size={17} stroke={1.7} aria-hidden />}
          rightSection={
            text && <CloseButton size={26} aria-label={t('search.clear')} onClick={() => controls.search('')} />
          }
          value={text}
          onChange={(event) => controls.search(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Escape') controls.search('');
            if (event.key === 'ArrowDown' || event.key === 'Enter') {
              event.preventDefault();
              active.moveTo(0);
              grid.current?.focus({ preventScroll: true });
            }
          }}
        />
        {mayCreate && (
          <Button
            component={Link}
            to={paths.newCase}
            className={styles.create}
            variant={empty ? 'default' : 'filled'}
            leftSection={<IconPlus size={18} stroke={1.7} aria-hidden />}
          >
            {t('new')}
          </Button>
        )}
      </div>
      <ViewTabs list={controls} today={today} />
      <div className={styles.chips}>
        <Chips list={controls} today={today} />
        <FirstDownload />
      </div>
      <div className={styles.list}>
        {list.problem && (
          <div className={styles.notice}>
            <ProblemNotice problem={list.problem} />
          </div>
        )}
        {empty ? (
          <CasesEmpty list={controls} mayCreate={mayCreate} />
        ) : (
          <CaseTable
            list={list}
            rows={rows}
            scrollRef={scroll.ref}
            gridRef={grid}
            today={today}
            activeIndex={active.index}
            marks={marks}
            onChoose={choose}
            onOpen={open}
            onKeyDown={onKeyDown}
          />
        )}
      </div>
      <CasesFooter
        total={list.total}
        text={text.trim()}
        elsewhere={list.elsewhere}
        onShowAll={() => controls.openView('all')}
        marks={marks}
      />
    </Page>
  );
}
