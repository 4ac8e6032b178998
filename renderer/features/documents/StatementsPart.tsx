import { Button, Select, Textarea } from '@mantine/core';
import { IconMessagePlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { OfficialDocument, Statement } from '../../../shared/schema/documents.ts';
import { newId } from '../../data/ulid.ts';
import { useNotices } from '../../ui/notices.tsx';
import { useTypedFields } from '../../ui/use-typed-fields.ts';
import { useDocumentFile } from './document-file.tsx';
import { withElement, without } from './elements.ts';
import styles from './StatementsPart.module.css';
import { useAboutOptions } from './use-about-options.ts';

/** What people of the entity said, in their own words, and what the team answered. */
export function StatementsPart() {
  const { t } = useTranslation('documents');
  const { document, isOpen, change } = useDocumentFile();
  const notices = useNotices();
  const speaker = document.attendees.find(({ side }) => side === 'entity')?.id ?? '';
  const add = () => {
    const statement = { id: newId(), attendeeId: speaker, about: '', text: '', answer: '' };
    change(({ statements }) => ({ statements: [...statements, statement] })).catch(notices.problem);
  };
  return (
    <>
      {document.statements.map((statement) => (
        <StatementEditor key={statement.id} statement={statement} />
      ))}
      {document.statements.length === 0 && <p className={styles.none}>{t('statements.none')}</p>}
      {isOpen && (
        <div>
          <Button variant="default" leftSection={<IconMessagePlus size={18} stroke={1.7} aria-hidden />} onClick={add}>
            {t('statements.add')}
          </Button>
        </div>
      )}
    </>
  );
}

function StatementEditor({ statement }: { statement: Statement }) {
  const { t } = useTranslation('documents');
  const { document, isOpen, change } = useDocumentFile();
  const notices = useNotices();
  const about = useAboutOptions();
  const { id } = statement;
  const { fields, type, flush } = useTypedFields<Statement, OfficialDocument>({
    id: `${document.id} ${id}`,
    document,
    stored: statement,
    save: (changes, seen) => change(({ statements }) => ({ statements: withElement(statements, id, changes) }), seen),
  });
  const remove = async () => {
    try {
      await change(({ statements }) => ({ statements: without(statements, id) }));
      notices.undoable(t('statements.removed'), async () => {
        await change(({ statements }) => ({ statements: [...statements, statement] }));
      });
    } catch (thrown) {
      notices.problem(thrown);
    }
  };
  const choose = (key: 'attendeeId' | 'about') => (value: string | null) => {
    type(key, value ?? '');
    flush();
  };
  return (
    <fieldset className={styles.statement} onBlur={flush} aria-label={t('statements.one')}>
      <Select
        label={t('statements.who')}
        placeholder={t('statements.whoHint')}
        value={fields.attendeeId || null}
        onChange={choose('attendeeId')}
        data={document.attendees
          .filter(({ side, name }) => side !== 'team' && name !== '')
          .map(({ id: value, name }) => ({ value, label: name }))}
        readOnly={!isOpen}
      />
      <Select
        label={t('statements.about')}
        placeholder={t('statements.whole')}
        value={fields.about || null}
        onChange={choose('about')}
        data={about}
        readOnly={!isOpen}
        clearable={isOpen}
        searchable
      />
      <Textarea
        label={t('statements.text')}
        description={t('statements.textHint')}
        value={fields.text}
        onChange={(event) => type('text', event.currentTarget.value)}
        readOnly={!isOpen}
        autosize
        minRows={2}
        maxRows={12}
        maxLength={50_000}
      />
      <Textarea
        label={t('statements.answer')}
        value={fields.answer}
        onChange={(event) => type('answer', event.currentTarget.value)}
        readOnly={!isOpen}
        autosize
        minRows={1}
        maxRows={8}
        maxLength={5_000}
      />
      {isOpen && (
        <div className={styles.foot}>
          <Button variant="subtle" color="gray" size="compact-sm" onClick={remove}>
            {t('statements.remove')}
          </Button>
        </div>
      )}
    </fieldset>
  );
}
