import { Button, Modal, Select, Textarea, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconMicrophone } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { standingIds } from '../../../shared/domain/document/document-state.ts';
import { signedTextSha256 } from '../../../shared/domain/document/signed-text.ts';
import type { Attendee, AttendeeSide } from '../../../shared/schema/documents.ts';
import { newId } from '../../data/ulid.ts';
import { useCaseFile } from '../../ui/case/case-file.tsx';
import { SoundDialog } from '../../ui/evidence/SoundDialog.tsx';
import { FieldError } from '../../ui/FieldError.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { useNotices } from '../../ui/notices.tsx';
import { useDocumentFile } from './document-file.tsx';
import styles from './RefusalDialog.module.css';
import { useMark } from './use-mark.ts';

interface RefusalDialogProps {
  attendeeId: string;
  onClose: () => void;
}

/** Reasons that are heard most. */
const frequent = ['disagree', 'noAuthority', 'absent', 'noReason'] as const;
/** Value of the choice that adds somebody. */
const someoneNew = 'new';

/** Somebody refuses to sign: why, who sees it, a second official, a sound note, and what the law asks for; all in one screen. */
export function RefusalDialog({ attendeeId, onClose }: RefusalDialogProps) {
  const { t } = useTranslation('documents');
  const { inspectionCase } = useCaseFile();
  const { document, form, change } = useDocumentFile();
  const mark = useMark();
  const notices = useNotices();
  const [recording, record] = useDisclosure(false);
  const [reason, setReason] = useState('');
  const [witnessId, setWitnessId] = useState<string | null>(null);
  const [officialId, setOfficialId] = useState<string | null>(null);
  const [added, setAdded] = useState({ name: '', duty: '', address: '' });
  const [soundId, setSoundId] = useState('');
  const [isTried, setTried] = useState(false);
  const refused = document.attendees.find(({ id }) => id === attendeeId);
  if (!refused) return null;
  const rules = [...(form.rulesVi ?? []), ...notesOf(form)].filter((rule) => /không ký/.test(rule));
  const ofSides = (...sides: AttendeeSide[]) =>
    document.attendees
      .filter(({ id, side, name }) => id !== attendeeId && sides.includes(side) && name !== '')
      .map(({ id, name, duty }) => ({ value: id, label: [name, duty].filter(Boolean).join(', ') }));
  const witnesses = ofSides('witness', 'authority', 'other');
  const isNew = witnessId === someoneNew || (witnessId === null && witnesses.length === 0);
  const standing = standingIds(document).length;
  const lacksReason = reason.trim() === '';
  const lacksWitness = isNew ? added.name.trim() === '' : witnessId === null;

  const save = async () => {
    setTried(true);
    if (lacksReason || lacksWitness) return;
    const witness: Attendee = {
      ...{ id: newId(), side: 'witness', personId: '', organisation: '', idNumber: '', signs: true },
      ...{ name: added.name.trim(), duty: added.duty.trim(), address: added.address.trim() },
    };
    try {
      await change((current) => {
        const attendees = isNew ? [...current.attendees, witness] : current.attendees;
        const refusal = {
          ...{
            id: newId(),
            attendeeId,
            textSha256: signedTextSha256({ ...current, attendees }),
            reason: reason.trim(),
          },
          ...{ witnessId: isNew ? witness.id : (witnessId ?? ''), officialId: officialId ?? '', soundId, ...mark() },
        };
        return { attendees, refusals: [...current.refusals, refusal] };
      });
      notices.done(t('refuse.done', { name: refused.name }));
      onClose();
    } catch (thrown) {
      notices.problem(thrown);
    }
  };
  if (recording) {
    const { id: caseId } = inspectionCase;
    return <SoundDialog caseId={caseId} ties={[]} onClose={record.close} onSaved={({ id }) => setSoundId(id)} />;
  }
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('refuse.title', { name: refused.name })}
      size={rules.length > 0 ? 920 : 640}
    >
      <div className={styles.columns}>
        <form
          className={styles.body}
          onSubmit={(event) => {
            event.preventDefault();
            void save();
          }}
        >
          <Textarea
            data-autofocus
            label={t('refuse.reason')}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
            error={isTried && lacksReason && <FieldError>{t('refuse.reasonNeeded')}</FieldError>}
            autosize
            minRows={2}
            maxRows={6}
            maxLength={5_000}
          />
          <div className={styles.frequent}>
            {frequent.map((each) => (
              <button
                key={each}
                type="button"
                className={styles.chip}
                onClick={() => setReason(t(`refuse.frequent.${each}`))}
              >
                {t(`refuse.frequent.${each}`)}
              </button>
            ))}
          </div>
          <Select
            label={t('refuse.witness')}
            value={isNew ? someoneNew : witnessId}
            onChange={setWitnessId}
            data={[...witnesses, { value: someoneNew, label: t('refuse.addWitness') }]}
            error={isTried && lacksWitness && !isNew && <FieldError>{t('refuse.witnessNeeded')}</FieldError>}
            allowDeselect={false}
          />
          {isNew && (
            <div className={styles.added}>
              {(['name', 'duty', 'address'] as const).map((name) => (
                <TextInput
                  key={name}
                  label={t(`refuse.added.${name}`)}
                  value={added[name]}
                  onChange={(event) => setAdded({ ...added, [name]: event.currentTarget.value })}
                  error={
                    name === 'name' && isTried && lacksWitness && <FieldError>{t('refuse.witnessNeeded')}</FieldError>
                  }
                  maxLength={500}
                />
              ))}
            </div>
          )}
          {isNew && standing > 0 && <Notice tone="soon">{t('refuse.voids', { count: standing })}</Notice>}
          <Select
            label={t('refuse.official')}
            placeholder={t('refuse.officialHint')}
            value={officialId}
            onChange={setOfficialId}
            data={ofSides('team', 'authority')}
            clearable
          />
          <div className={styles.foot}>
            <Button
              variant="default"
              leftSection={<IconMicrophone size={18} stroke={1.7} aria-hidden />}
              onClick={record.open}
              aria-haspopup="dialog"
            >
              {t(soundId ? 'refuse.recordedAgain' : 'refuse.record')}
            </Button>
            <span className={styles.recorded} role="status">
              {soundId && t('refuse.recorded')}
            </span>
            <Button variant="default" onClick={onClose}>
              {t('refuse.cancel')}
            </Button>
            <Button type="submit">{t('refuse.save')}</Button>
          </div>
        </form>
        {rules.length > 0 && (
          <aside className={styles.rules}>
            <h3 className={styles.heading}>{t('refuse.rules')}</h3>
            {rules.map((rule) => (
              <p key={rule}>{rule}</p>
            ))}
          </aside>
        )}
      </div>
    </Modal>
  );
}

/** What a form notes beside its fields. */
function notesOf({ sections }: { sections: readonly { fields: readonly { noteVi?: string | null }[] }[] }): string[] {
  return sections.flatMap(({ fields }) => fields.flatMap(({ noteVi }) => (noteVi ? [noteVi] : [])));
}
