import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { KnownPerson } from '../../../shared/domain/document/people.ts';
import { newId } from '../../data/ulid.ts';
import { useNotices } from '../../ui/notices.tsx';
import { AddPerson } from './AddPerson.tsx';
import { AttendeeRow } from './AttendeeRow.tsx';
import { useDocumentFile } from './document-file.tsx';
import styles from './PeoplePart.module.css';

/** Who is present, side by side of their standing; one can be opened to say more of them. */
export function PeoplePart() {
  const { t } = useTranslation('documents');
  const { document, isOpen, change } = useDocumentFile();
  const notices = useNotices();
  const [openId, setOpenId] = useState('');
  const add = async (known: KnownPerson) => {
    const id = newId();
    try {
      await change(({ attendees }) => ({ attendees: [...attendees, { ...known, id, signs: true }] }));
      // What is known of nobody yet is asked for at once.
      if (known.duty === '') setOpenId(id);
    } catch (thrown) {
      notices.problem(thrown);
    }
  };
  return (
    <>
      {document.attendees.length > 0 && (
        <ul className={styles.list} aria-label={t('part.people')}>
          {document.attendees.map((attendee) => (
            <AttendeeRow
              key={attendee.id}
              attendee={attendee}
              isOpen={attendee.id === openId}
              onToggle={() => setOpenId(attendee.id === openId ? '' : attendee.id)}
            />
          ))}
        </ul>
      )}
      {isOpen && <AddPerson onAdd={add} />}
    </>
  );
}
