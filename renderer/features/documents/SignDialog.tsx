import { Button, Modal } from '@mantine/core';
import { IconArrowBackUp, IconArrowRight, IconCheck } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Notice } from '../../ui/Notice.tsx';
import { useNotices } from '../../ui/notices.tsx';
import { useDocumentFile } from './document-file.tsx';
import { Paper } from './Paper.tsx';
import { SignaturePad } from './SignaturePad.tsx';
import styles from './SignDialog.module.css';
import { useSign } from './use-sign.ts';

interface SignDialogProps {
  attendeeId: string;
  onClose: () => void;
}

/** Turned to whoever signs: first the paper to be read, then the box to sign in. What they sign is what was shown. */
export function SignDialog({ attendeeId, onClose }: SignDialogProps) {
  const { t } = useTranslation('documents');
  const { document, form } = useDocumentFile();
  // A colleague's change that arrives meanwhile is not what is being read.
  const [read] = useState(document);
  const [step, setStep] = useState<'read' | 'draw'>('read');
  const [strokes, setStrokes] = useState<readonly (readonly number[])[]>([]);
  const [busy, setBusy] = useState(false);
  const sign = useSign();
  const notices = useNotices();
  const signer = read.attendees.find(({ id }) => id === attendeeId);
  if (!signer) return null;
  const { name, duty } = signer;
  const accept = async () => {
    setBusy(true);
    try {
      await sign(
        read,
        attendeeId,
        strokes.map((stroke) => [...stroke]),
      );
      notices.done(t('sign.done', { name }));
      onClose();
    } catch (thrown) {
      notices.problem(thrown);
      setBusy(false);
    }
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('sign.title', { name })}
      fullScreen
      closeOnEscape={strokes.length === 0}
      classNames={{ body: styles.body, content: styles.content }}
    >
      {step === 'read' ? (
        <>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: read by keys, too */}
          <section className={styles.paper} aria-label={t('view.paper')} tabIndex={0}>
            <Paper document={read} form={form} />
          </section>
          <div className={styles.foot}>
            <span className={styles.invitation}>{t('sign.readWords', { name })}</span>
            <Button variant="default" size="md" onClick={onClose}>
              {t('sign.later')}
            </Button>
            <Button
              data-autofocus
              size="md"
              rightSection={<IconArrowRight size={18} stroke={1.7} aria-hidden />}
              onClick={() => setStep('draw')}
            >
              {t('sign.read')}
            </Button>
          </div>
        </>
      ) : (
        <div className={styles.draw}>
          <p className={styles.who}>
            <strong>{name}</strong>
            {duty && `, ${duty}`}
          </p>
          <p className={styles.words}>{t('sign.drawWords', { title: read.title })}</p>
          <SignaturePad label={t('sign.pad')} strokes={strokes} onChange={setStrokes} />
          {document.updatedAt !== read.updatedAt && <Notice tone="soon">{t('sign.changed')}</Notice>}
          <div className={styles.buttons}>
            <Button variant="default" size="md" onClick={() => setStep('read')}>
              {t('sign.readAgain')}
            </Button>
            <span className={styles.space} />
            <Button
              variant="default"
              size="md"
              leftSection={<IconArrowBackUp size={18} stroke={1.7} aria-hidden />}
              disabled={strokes.length === 0}
              onClick={() => setStrokes(strokes.slice(0, -1))}
            >
              {t('sign.undo')}
            </Button>
            <Button variant="default" size="md" disabled={strokes.length === 0} onClick={() => setStrokes([])}>
              {t('sign.clear')}
            </Button>
            <Button
              size="md"
              leftSection={<IconCheck size={18} stroke={1.7} aria-hidden />}
              disabled={strokes.length === 0}
              loading={busy}
              onClick={accept}
            >
              {t('sign.accept')}
            </Button>
          </div>
        </div>
      )}
    </Modal>
  );
}
