import { Button, MultiSelect, Textarea } from '@mantine/core';
import { IconSparkles } from '@tabler/icons-react';
import { type RefObject, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { announcedOn } from '../../../shared/domain/diary/missing-days.ts';
import { useCaseFile } from '../../ui/case/case-file.tsx';
import { newActivity } from '../../ui/case/new-activity.ts';
import { DateField } from '../../ui/DateField.tsx';
import { FieldError } from '../../ui/FieldError.tsx';
import { useNotices } from '../../ui/notices.tsx';
import type { DraftHandle } from '../../ui/use-draft.ts';
import { useFormat } from '../../ui/use-format.ts';
import styles from './EntryForm.module.css';
import { type EntryDraft, emptyEntry } from './entry-draft.ts';
import { useSuggestion } from './use-suggestion.ts';

interface EntryFormProps {
  draft: DraftHandle<EntryDraft>;
  words: RefObject<HTMLTextAreaElement | null>;
}

/** A new line of the team's diary: about which day, by whom, what. What was typed is there again on coming back. */
export function EntryForm({ draft, words }: EntryFormProps) {
  const { t } = useTranslation('diary');
  const { workspace, inspectionCase, today } = useCaseFile();
  const { id: caseId, team } = inspectionCase;
  const format = useFormat();
  const notices = useNotices();
  const suggest = useSuggestion();
  const [fault, setFault] = useState<'empty' | 'nobody' | 'day' | null>(null);
  const entry = draft.value ?? emptyEntry;
  const day = entry.day ?? today;
  const self = workspace.session.person.id;
  const people = [
    ...team,
    ...(team.some(({ id }) => id === self) ? [] : [{ id: self, name: workspace.session.person.name }]),
  ];
  const doneBy = entry.doneBy ?? [self];
  const type = (change: Partial<EntryDraft>) => {
    setFault(null);
    draft.type({ ...entry, ...change });
  };

  const fill = () => {
    const { text, people: did } = suggest(day);
    if (text === '') return notices.done(t('suggest.nothing', { date: format.date(day) }));
    const written = entry.text.trim() === '' ? text : `${entry.text.trimEnd()}\n${text}`;
    type({ text: written, doneBy: [...new Set([...(entry.doneBy ?? []), ...did])] });
    words.current?.focus();
  };
  const add = async () => {
    const text = entry.text.trim();
    if (fault === 'day') return;
    if (text === '') return setFault('empty');
    if (doneBy.length === 0) return setFault('nobody');
    const own = { day, doneBy: doneBy.map((id) => ({ id })) };
    await draft.become((id) => workspace.insert('activity', { ...newActivity(caseId, 'diary', text, own), id }));
  };
  return (
    <section className={styles.form} aria-label={t('entry.label')}>
      <div className={styles.about}>
        <DateField
          label={t('entry.day')}
          value={day}
          onChange={(date) => type({ day: date })}
          onFault={(wrong) => setFault(wrong ? 'day' : null)}
          min={announcedOn(inspectionCase) ?? today}
          max={today}
        />
        <MultiSelect
          label={t('entry.doneBy')}
          data={people.map(({ id, name }) => ({ value: id, label: name }))}
          value={[...doneBy]}
          onChange={(ids) => type({ doneBy: ids })}
          error={fault === 'nobody' && <FieldError>{t('entry.nobody')}</FieldError>}
          searchable
        />
      </div>
      <Textarea
        ref={words}
        label={t('entry.label')}
        placeholder={t('entry.placeholder')}
        value={entry.text}
        readOnly={draft.found === undefined}
        onChange={(event) => type({ text: event.currentTarget.value })}
        error={fault === 'empty' && <FieldError>{t('entry.empty')}</FieldError>}
        autosize
        minRows={2}
        maxRows={12}
        maxLength={50_000}
      />
      <div className={styles.ways}>
        <Button
          variant="subtle"
          leftSection={<IconSparkles size={18} stroke={1.7} aria-hidden />}
          onClick={fill}
          disabled={draft.found === undefined}
        >
          {t('suggest.action')}
        </Button>
        <Button variant="default" onClick={() => void add()}>
          {t('entry.add')}
        </Button>
      </div>
    </section>
  );
}
