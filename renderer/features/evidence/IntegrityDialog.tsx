import { Modal, Progress } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ChainFault } from '../../../shared/domain/evidence/chain.ts';
import type { Evidence } from '../../../shared/schema/evidence.ts';
import { useEvidenceName } from '../../ui/evidence/use-evidence-name.ts';
import { Notice } from '../../ui/Notice.tsx';
import { ProblemNotice } from '../../ui/ProblemNotice.tsx';
import { useFormat } from '../../ui/use-format.ts';
import styles from './IntegrityDialog.module.css';
import { type Found, useIntegrityCheck } from './use-integrity-check.ts';

interface IntegrityDialogProps {
  evidence: readonly Evidence[];
  onClose: () => void;
}

/** Checks every original of a case that is on this laptop, and the chains of all, and says what was found. */
export function IntegrityDialog({ evidence, onClose }: IntegrityDialogProps) {
  const { t } = useTranslation('evidenceTab');
  const { t: ui } = useTranslation('ui');
  const format = useFormat();
  const { done, found, problem } = useIntegrityCheck(evidence);
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('integrity.title')}
      size="lg"
      closeButtonProps={{ 'aria-label': ui('problem.dismiss') }}
    >
      <div className={styles.body}>
        {problem && <ProblemNotice problem={problem} />}
        {!found && !problem && (
          <>
            <p>{t('integrity.running', { done: format.number(done), all: format.number(evidence.length) })}</p>
            <Progress value={(done / evidence.length) * 100} aria-label={t('integrity.title')} />
          </>
        )}
        {found && <Result evidence={evidence} found={found} />}
      </div>
    </Modal>
  );
}

function Result({ evidence, found }: { evidence: readonly Evidence[]; found: Found }) {
  const { t } = useTranslation('evidenceTab');
  const nameOf = useEvidenceName();
  const format = useFormat();
  const { whole, away, damaged, faults, setBacks } = found;
  const nameById = (id: string) => {
    const named = evidence.find((each) => each.id === id);
    return named ? nameOf(named) : id;
  };
  const faultWords = (fault: ChainFault) => {
    if ('evidenceId' in fault) return t(`integrity.fault.${fault.kind}`, { name: nameById(fault.evidenceId) });
    return t(`integrity.fault.${fault.kind}`, { sequence: fault.sequence, id: fault.chainId.slice(0, 8) });
  };
  const isSound = damaged.length === 0 && faults.length === 0;
  return (
    <>
      <Notice tone={isSound ? 'done' : 'late'} title={t(isSound ? 'integrity.sound' : 'integrity.unsound')}>
        {t('integrity.counts', { whole, all: evidence.length })}
        {away > 0 && ` ${t('integrity.away', { count: away })}`}
      </Notice>
      {!isSound && (
        <ul className={styles.faults}>
          {damaged.map((id) => (
            <li key={id}>{t('integrity.damaged', { name: nameById(id) })}</li>
          ))}
          {faults.map((fault) => (
            <li key={JSON.stringify(fault)}>{faultWords(fault)}</li>
          ))}
        </ul>
      )}
      {setBacks.length > 0 && (
        <Notice tone="soon" title={t('clock.title')}>
          <ul className={styles.faults}>
            {setBacks.map(({ evidenceId, ...at }) => (
              <li key={evidenceId}>
                {t('integrity.setBack', {
                  name: nameById(evidenceId),
                  at: format.dateTime(at.takenMs),
                  before: format.dateTime(at.beforeMs),
                })}
              </li>
            ))}
          </ul>
        </Notice>
      )}
      <p className={styles.words}>{t('integrity.words')}</p>
    </>
  );
}
