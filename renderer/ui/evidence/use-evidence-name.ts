import { useTranslation } from 'react-i18next';
import { evidenceName } from '../../../shared/domain/evidence/name.ts';
import { takenMs } from '../../../shared/domain/evidence/taken.ts';
import type { Evidence } from '../../../shared/schema/evidence.ts';
import { useFormat } from '../use-format.ts';

/** Words for a piece of evidence: its title, its file's name, or what it is and when it was taken. */
export function useEvidenceName(): (evidence: Pick<Evidence, 'title' | 'signed'>) => string {
  const { t } = useTranslation('evidence');
  const format = useFormat();
  return (evidence) => {
    const { kind } = evidence.signed.record;
    return (
      evidenceName(evidence) ||
      t('unnamed', { kind: t(`kind.${kind}`), when: format.dateTime(takenMs(evidence.signed)) })
    );
  };
}
