import { useTranslation } from 'react-i18next';
import { momentText } from '../../../shared/domain/clock/moment.ts';
import { msOfStamp } from '../../../shared/domain/clock/stamp.ts';
import { pageOfTie } from '../../../shared/domain/document/returned-pages.ts';
import { custodyOf } from '../../../shared/domain/evidence/custody.ts';
import { takenMs } from '../../../shared/domain/evidence/taken.ts';
import type { ExhibitFacts } from '../../../shared/protocol/evidence-package.ts';
import type { Evidence } from '../../../shared/schema/evidence.ts';
import { useCaseFile } from '../../ui/case/case-file.tsx';
import { useEvidenceName } from '../../ui/evidence/use-evidence-name.ts';
import { useTieOptions } from './use-tie-options.ts';

/** What is told of a piece of evidence to others: in a package, and in the list of exhibits. */
export function useExhibitFacts(): (evidence: Evidence) => ExhibitFacts {
  const { t } = useTranslation('evidenceTab');
  const { activity, nameOf } = useCaseFile();
  const evidenceName = useEvidenceName();
  const { findings, items, documents } = useTieOptions();
  const tieWords = new Map([...findings, ...items, ...documents].map(({ value, label }) => [value, label]));
  const who = (id: string) => ({ id, name: nameOf(id) });
  return (evidence) => {
    const { signed, title, note, place, ties, withdrawn, layers } = evidence;
    return {
      ...{ signed, title, note, place, layers },
      name: evidenceName(evidence),
      // Which of its pages is told by the page itself.
      shows: ties.filter(({ id }) => !pageOfTie(id)).map(({ id }) => tieWords.get(id) ?? t('package.tieGone')),
      takenBy: who(signed.record.takenBy),
      takenAt: momentText(takenMs(evidence.signed)),
      withdrawn: withdrawn && {
        by: who(withdrawn.by),
        at: momentText(msOfStamp(withdrawn.at)),
        reason: withdrawn.reason,
      },
      custody: custodyOf(activity, evidence.id).map(({ target, createdBy, createdAt }) => ({
        act: target.field,
        by: who(createdBy),
        at: momentText(msOfStamp(createdAt)),
      })),
    };
  };
}
