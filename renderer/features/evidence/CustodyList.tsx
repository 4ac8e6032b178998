import { useTranslation } from 'react-i18next';
import { msOfStamp } from '../../../shared/domain/clock/stamp.ts';
import { custodyOf, isEvidenceAct } from '../../../shared/domain/evidence/custody.ts';
import { takenMs } from '../../../shared/domain/evidence/taken.ts';
import type { Evidence } from '../../../shared/schema/evidence.ts';
import { useCaseFile } from '../../ui/case/case-file.tsx';
import { SectionHeading } from '../../ui/SectionHeading.tsx';
import { useFormat } from '../../ui/use-format.ts';
import styles from './CustodyList.module.css';

/** Whose hands an original went through: who took it, looked at it, wrote it to a file, withdrew it. */
export function CustodyList({ evidence }: { evidence: Evidence }) {
  const { t } = useTranslation('evidenceTab');
  const { activity, nameOf } = useCaseFile();
  const format = useFormat();
  const { withdrawn, signed } = evidence;
  const lines = [
    { key: 'taken', what: t('custody.taken'), by: signed.record.takenBy, at: takenMs(signed) },
    ...custodyOf(activity, evidence.id).map(({ id, target, createdBy, createdAt }) => ({
      key: id,
      what: isEvidenceAct(target.field) ? t(`custody.${target.field}`) : target.field,
      by: createdBy,
      at: msOfStamp(createdAt),
    })),
    ...(withdrawn
      ? [{ key: withdrawn.id, what: t('custody.withdrawn'), by: withdrawn.by, at: msOfStamp(withdrawn.at) }]
      : []),
  ].sort((a, b) => a.at - b.at);
  return (
    <section>
      <SectionHeading title={t('custody.title')} count={lines.length} />
      <ol className={styles.lines}>
        {lines.map(({ key, what, by, at }) => (
          <li key={key} className={styles.line}>
            <span className={styles.what}>{what}</span>
            <span>{nameOf(by)}</span>
            <span className={styles.at}>{format.dateTime(at)}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}
