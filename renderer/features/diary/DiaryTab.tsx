import { SegmentedControl } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isParty } from '../../../shared/domain/permission/permission.ts';
import { usePerson } from '../../app/workspace-context.tsx';
import { useCaseFile } from '../../ui/case/case-file.tsx';
import { useFormat } from '../../ui/use-format.ts';
import styles from './DiaryTab.module.css';
import { EntryForm } from './EntryForm.tsx';
import { EventRow } from './EventRow.tsx';
import { type EventKind, eventsByDay } from './events.ts';
import { MissingDays } from './MissingDays.tsx';
import { useEntryDraft } from './use-entry-draft.ts';

const filters = {
  all: () => true,
  diary: (kind: EventKind) => kind === 'diary',
  moves: (kind: EventKind) => kind === 'created' || kind === 'transition',
  documents: (kind: EventKind) => kind === 'documentMade' || kind === 'signed' || kind === 'refusedToSign',
  remarks: (kind: EventKind) => kind === 'remark' || kind === 'reply' || kind === 'withdrawn',
} as const;
type Filter = keyof typeof filters;
const filterNames = Object.keys(filters) as Filter[];

/** The team's diary, and all else that happened in the case, newest first. */
export function DiaryTab() {
  const { t } = useTranslation('diary');
  const { inspectionCase, entity, answers, findings, documents, activity, today } = useCaseFile();
  const person = usePerson();
  const format = useFormat();
  const [filter, setFilter] = useState<Filter>('all');
  const days = useMemo(
    () => eventsByDay({ inspectionCase, entity, answers, findings, documents, activity }, filters[filter]),
    [inspectionCase, entity, answers, findings, documents, activity, filter],
  );
  return (
    <div className={styles.tab}>
      <div className={styles.column}>
        <MissingDays />
        {isParty(person, inspectionCase) && <NewEntry key={inspectionCase.id} />}
        <SegmentedControl
          className={styles.filter}
          aria-label={t('filter.label')}
          value={filter}
          onChange={setFilter}
          data={filterNames.map((value) => ({ value, label: t(`filter.${value}`) }))}
        />
        {days.length === 0 && <p className={styles.none}>{t('none')}</p>}
        {days.map(({ day, events }) => (
          <section key={day} className={styles.day}>
            <h2 className={styles.date}>
              {format.nearDay(day, today) ?? format.longDate(day)}
              <span className={styles.year}>{format.date(day)}</span>
            </h2>
            {events.map((event) => (
              <EventRow key={event.id} event={event} />
            ))}
          </section>
        ))}
      </div>
    </div>
  );
}

function NewEntry() {
  const { draft, words } = useEntryDraft();
  return <EntryForm draft={draft} words={words} />;
}
