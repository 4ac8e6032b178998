import { Button, Modal, Select, Textarea } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconMicrophone } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { standingIds } from '../../../shared/domain/document/document-state.ts';
import type { AttendeeSide } from '../../../shared/schema/documents.ts';
import { useCaseFile } from '../../ui/case/case-file.tsx';
import { SoundDialog } from '../../ui/evidence/SoundDialog.tsx';
import { FieldError } from '../../ui/FieldError.tsx';
import { useNotices } from '../../ui/notices.tsx';
import { useDocumentFile } from './document-file.tsx';
import styles from './RefusalDialog.module.css';
import { RefusalRules, refusalRules } from './RefusalRules.tsx';
import { useRefuse } from './use-refuse.ts';
import { WitnessFields } from './WitnessFields.tsx';

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
  const { document, form } = useDocumentFile();
  // A colleague's change that arrives meanwhile is not what is refused.
  const [read] = useState(document);
  const refuse = useRefuse();
  const notices = useNotices();
  const [recording, record] = useDisclosure(false);
  const [reason, setReason] = useState('');
  const [witnessId, setWitnessId] = useState<string | null>(null);
  const [officialId, setOfficialId] = useState<string | null>(null);
  const [added, setAdded] = useState({ name: '', duty: '', address: '' });
  const [soundId, setSoundId] = useState('');
  const [isTried, setTried] = useState(false);
  const name = read.attendees.find(({ id }) => id === attendeeId)?.name ?? '';
  const rules = refusalRules(form);
  const ofSides = (...sides: AttendeeSide[]) =>
    read.attendees
      .filter((each) => each.id !== attendeeId && sides.includes(each.side) && each.name !== '')
      .map((each) => ({ value: each.id, label: [each.name, each.duty].filter(Boolean).join(', ') }));
  const witnesses = ofSides('witness', 'authority', 'other');
  const isNew = witnessId === someoneNew || (witnessId === null && witnesses.length === 0);
  const lacksReason = reason.trim() === '';
  const lacksWitness = isNew ? added.name.trim() === '' : witnessId === null;

  const save = async () => {
    setTried(true);
    if (lacksReason || lacksWitness) return;
    try {
      const witness = isNew ? added : (witnessId ?? '');
      await refuse(read, { attendeeId, reason: reason.trim(), witness, officialId: officialId ?? '', soundId });
      notices.done(t('refuse.done', { name }));
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
    <Modal opened onClose={onClose} title={t('refuse.title', { name })} size={rules.length > 0 ? 920 : 640}>
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
            <WitnessFields
              witness={added}
              onChange={setAdded}
              isMissing={isTried && lacksWitness}
              standing={standingIds(document).length}
            />
          )}
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
        <RefusalRules rules={rules} />
      </div>
    </Modal>
  );
}
