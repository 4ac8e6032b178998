import { Button, Select, Switch, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { sameAttendee } from '../../../shared/domain/document/people.ts';
import { type Attendee, attendeeSides, type OfficialDocument } from '../../../shared/schema/documents.ts';
import { Notice } from '../../ui/Notice.tsx';
import { useNotices } from '../../ui/notices.tsx';
import { useTypedFields } from '../../ui/use-typed-fields.ts';
import { useDocumentFile } from './document-file.tsx';
import { withElement, without } from './elements.ts';
import styles from './PeoplePart.module.css';

interface AttendeeRowProps {
  attendee: Attendee;
  isOpen: boolean;
  onToggle: () => void;
}

/** Somebody who is present; opened, all that the paper says of them. */
export function AttendeeRow({ attendee, isOpen, onToggle }: AttendeeRowProps) {
  const { t } = useTranslation('documents');
  const { document } = useDocumentFile();
  const { name, side, duty, organisation, signs } = attendee;
  const same = sameAttendee(document.attendees, attendee);
  return (
    <li className={styles.row}>
      <button type="button" className={styles.head} aria-expanded={isOpen} onClick={onToggle}>
        <span className={styles.name}>{name || t('people.unnamed')}</span>
        <span className={styles.side}>{t(`side.${side}`)}</span>
        <span className={styles.facts}>
          {[duty, organisation, signs ? '' : t('people.doesNotSign')].filter(Boolean).join(', ')}
        </span>
      </button>
      {same && <Notice tone="soon">{t('people.same', { name: same.name })}</Notice>}
      {isOpen && <AttendeeEditor attendee={attendee} />}
    </li>
  );
}

function AttendeeEditor({ attendee }: { attendee: Attendee }) {
  const { t } = useTranslation('documents');
  const { document, isOpen, change } = useDocumentFile();
  const notices = useNotices();
  const { id } = attendee;
  const { fields, type, flush } = useTypedFields<Attendee, OfficialDocument>({
    id: `${document.id} ${id}`,
    document,
    stored: attendee,
    save: (changes, seen) => change(({ attendees }) => ({ attendees: withElement(attendees, id, changes) }), seen),
  });
  const remove = async () => {
    try {
      const at = document.attendees.findIndex((each) => each.id === id);
      await change(({ attendees }) => ({ attendees: without(attendees, id) }));
      notices.undoable(t('people.removed', { name: attendee.name }), async () => {
        await change(({ attendees }) => ({ attendees: attendees.toSpliced(at, 0, attendee) }));
      });
    } catch (thrown) {
      notices.problem(thrown);
    }
  };
  const line = (name: 'name' | 'duty' | 'organisation' | 'address' | 'idNumber') => (
    <TextInput
      label={t(`people.${name}`)}
      value={fields[name]}
      onChange={(event) => type(name, event.currentTarget.value)}
      readOnly={!isOpen}
      maxLength={name === 'idNumber' ? 40 : 500}
    />
  );
  return (
    <fieldset className={styles.editor} onBlur={flush}>
      <div className={styles.pair}>
        {line('name')}
        <Select
          label={t('people.side')}
          value={fields.side}
          onChange={(side) => {
            const chosen = attendeeSides.find((each) => each === side);
            if (!chosen) return;
            type('side', chosen);
            flush();
          }}
          data={attendeeSides.map((side) => ({ value: side, label: t(`side.${side}`) }))}
          readOnly={!isOpen}
          allowDeselect={false}
        />
      </div>
      <div className={styles.pair}>
        {line('duty')}
        {line('organisation')}
      </div>
      <div className={styles.pair}>
        {line('address')}
        {line('idNumber')}
      </div>
      <div className={styles.foot}>
        <Switch
          label={t('people.signs')}
          checked={fields.signs}
          onChange={(event) => {
            type('signs', event.currentTarget.checked);
            flush();
          }}
          disabled={!isOpen}
        />
        {isOpen && (
          <Button variant="subtle" color="gray" size="compact-sm" onClick={remove}>
            {t('people.remove')}
          </Button>
        )}
      </div>
    </fieldset>
  );
}
