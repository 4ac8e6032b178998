import { Button, Modal, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { newId } from '../../data/ulid.ts';
import { FieldError } from '../../ui/FieldError.tsx';
import { useNotices } from '../../ui/notices.tsx';
import styles from './Dialog.module.css';
import { useDocumentFile } from './document-file.tsx';
import { useMark } from './use-mark.ts';

/** Cancels a signed document, for good and with a reason. */
export function CancelDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('documents');
  const { change } = useDocumentFile();
  const mark = useMark();
  const notices = useNotices();
  const [reason, setReason] = useState('');
  const [isMissing, setMissing] = useState(false);
  const cancel = async () => {
    if (reason.trim() === '') return setMissing(true);
    try {
      const cancelled = { id: newId(), ...mark(), reason: reason.trim() };
      await change(() => ({ cancelled }));
      notices.done(t('cancel.done'));
      onClose();
    } catch (thrown) {
      notices.problem(thrown);
    }
  };
  return (
    <Modal opened onClose={onClose} title={t('cancel.title')}>
      <form
        className={styles.body}
        onSubmit={(event) => {
          event.preventDefault();
          void cancel();
        }}
      >
        <p>{t('cancel.words')}</p>
        <Textarea
          data-autofocus
          label={t('cancel.reason')}
          placeholder={t('cancel.hint')}
          value={reason}
          onChange={(event) => {
            setReason(event.currentTarget.value);
            setMissing(false);
          }}
          error={isMissing && <FieldError>{t('cancel.needed')}</FieldError>}
          autosize
          minRows={2}
          maxRows={6}
          maxLength={5_000}
        />
        <div className={styles.foot}>
          <Button variant="default" onClick={onClose}>
            {t('cancel.keep')}
          </Button>
          <Button type="submit">{t('cancel.action')}</Button>
        </div>
      </form>
    </Modal>
  );
}
