import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { msOfStamp } from '../../../shared/domain/clock/stamp.ts';
import { documentState } from '../../../shared/domain/document/document-state.ts';
import { useNow } from '../../app/use-today.ts';
import { useCaseFile } from '../../ui/case/case-file.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { useFormat } from '../../ui/use-format.ts';
import { useDocumentFile } from './document-file.tsx';

interface DocumentNoticesProps {
  /** Signatures and refusals that a change would make void. */
  standing: number;
  isLocked: boolean;
  onUnlock: () => void;
}

/** What is to be known before the form is touched: it was cancelled, it has signatures, or signatures that stand no longer. */
export function DocumentNotices({ standing, isLocked, onUnlock }: DocumentNoticesProps) {
  const { t } = useTranslation('documents');
  const { nameOf } = useCaseFile();
  const { document } = useDocumentFile();
  const format = useFormat();
  const now = useNow();
  const { cancelled } = document;
  if (cancelled) {
    const { by, at, reason } = cancelled;
    return (
      <Notice tone="info" title={t('cancelled.title')}>
        {t('cancelled.stands', { name: nameOf(by), when: format.moment(msOfStamp(at), now), reason })}
      </Notice>
    );
  }
  if (isLocked) {
    return (
      <Notice
        tone="info"
        title={t('locked.title', { count: standing })}
        action={
          <Button variant="default" size="compact-sm" onClick={onUnlock}>
            {t('locked.edit')}
          </Button>
        }
      >
        {t('locked.words', { count: standing })}
      </Notice>
    );
  }
  if (documentState(document).kind === 'void') {
    return (
      <Notice tone="late" title={t('void.title')}>
        {t('void.words')}
      </Notice>
    );
  }
  return null;
}
