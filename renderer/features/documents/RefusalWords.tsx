import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { msOfStamp } from '../../../shared/domain/clock/stamp.ts';
import type { Refusal } from '../../../shared/schema/documents.ts';
import { useCaseFile } from '../../ui/case/case-file.tsx';
import { paths } from '../../ui/paths.ts';
import { useFormat } from '../../ui/use-format.ts';
import { useDocumentFile } from './document-file.tsx';

/** A refusal in words: why, who saw it, what was recorded of it. */
export function RefusalWords({ refusal }: { refusal: Refusal }) {
  const { t } = useTranslation('documents');
  const { inspectionCase, evidence, nameOf } = useCaseFile();
  const { document } = useDocumentFile();
  const format = useFormat();
  const { reason, witnessId, officialId, soundId, at, by } = refusal;
  const name = (id: string) => document.attendees.find((each) => each.id === id)?.name ?? '';
  const seen = [
    name(witnessId) && t('refuse.seenBy', { name: name(witnessId) }),
    name(officialId) && t('refuse.second', { name: name(officialId) }),
  ].filter(Boolean);
  return (
    <>
      <p>{t('refuse.stands', { reason, when: format.dateTime(msOfStamp(at)), name: nameOf(by) })}</p>
      {seen.length > 0 && <p>{seen.join('; ')}.</p>}
      {evidence.some(({ id }) => id === soundId) && (
        <Link to={paths.case(inspectionCase.id, 'evidence', { evidence: soundId })}>{t('refuse.heard')}</Link>
      )}
    </>
  );
}
