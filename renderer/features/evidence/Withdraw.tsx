import { Button, Textarea } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { msOfStamp, nextStamp } from '../../../shared/domain/clock/stamp.ts';
import type { Evidence } from '../../../shared/schema/evidence.ts';
import { useNow } from '../../app/use-today.ts';
import { newId } from '../../data/ulid.ts';
import { useCaseFile } from '../../ui/case/case-file.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { useNotices } from '../../ui/notices.tsx';
import { useFormat } from '../../ui/use-format.ts';
import styles from './Withdraw.module.css';

/** Takes a piece of evidence out of the case's documents, for good and with a reason. */
export function Withdraw({ evidence }: { evidence: Evidence }) {
  const { t } = useTranslation('evidenceTab');
  const { workspace } = useCaseFile();
  const notices = useNotices();
  const [asking, ask] = useDisclosure(false);
  const [reason, setReason] = useState('');
  const [isMissing, setMissing] = useState(false);
  const withdraw = async () => {
    if (reason.trim() === '') return setMissing(true);
    try {
      const { person, deviceId } = workspace.session;
      const at = nextStamp(null, workspace.now(), deviceId);
      const withdrawn = { id: newId(), by: person.id, at, reason: reason.trim() };
      await workspace.change('evidence', evidence.id, () => ({ withdrawn }));
      notices.done(t('withdraw.done'));
    } catch (thrown) {
      notices.problem(thrown);
    }
  };
  if (!asking) {
    return (
      <div>
        <Button variant="subtle" color="gray" size="compact-sm" onClick={ask.open}>
          {t('withdraw.action')}
        </Button>
      </div>
    );
  }
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        void withdraw();
      }}
    >
      <Textarea
        data-autofocus
        autoFocus
        label={t('withdraw.reason')}
        description={t('withdraw.words')}
        placeholder={t('withdraw.reasonHint')}
        value={reason}
        onChange={(event) => {
          setReason(event.currentTarget.value);
          setMissing(false);
        }}
        error={isMissing && t('withdraw.needed')}
        autosize
        minRows={2}
        maxRows={6}
        maxLength={5_000}
      />
      <div className={styles.foot}>
        <Button variant="default" onClick={ask.close}>
          {t('withdraw.cancel')}
        </Button>
        <Button type="submit">{t('withdraw.confirm')}</Button>
      </div>
    </form>
  );
}

/** Who withdrew a piece of evidence, when, and why. */
export function WithdrawnNotice({ withdrawn }: { withdrawn: NonNullable<Evidence['withdrawn']> }) {
  const { t } = useTranslation('evidenceTab');
  const { nameOf } = useCaseFile();
  const format = useFormat();
  const now = useNow();
  const { by, at, reason } = withdrawn;
  return (
    <Notice tone="info">
      {t('withdraw.stands', { name: nameOf(by), when: format.moment(msOfStamp(at), now), reason })}
    </Notice>
  );
}
