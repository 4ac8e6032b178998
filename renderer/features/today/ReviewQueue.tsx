import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { msOfStamp } from '../../../shared/domain/clock/stamp.ts';
import type { InspectionCase } from '../../../shared/schema/cases.ts';
import { usePersonName } from '../../app/use-person-name.ts';
import { useNow } from '../../app/use-today.ts';
import { useWorkspace } from '../../app/workspace-context.tsx';
import { PersonAvatar } from '../../ui/PersonAvatar.tsx';
import { paths } from '../../ui/paths.ts';
import { SectionHeading } from '../../ui/SectionHeading.tsx';
import { useCounts } from '../../ui/use-documents.ts';
import { useFormat } from '../../ui/use-format.ts';
import { CaseRow } from './CaseRow.tsx';
import list from './list.module.css';

/** For a supervisor: what was submitted and waits, the longest waiting first. */
export function ReviewQueue({ cases, isPart }: { cases: readonly InspectionCase[]; isPart: boolean }) {
  const { t } = useTranslation('today');
  return (
    <section aria-label={t('review.title')}>
      <SectionHeading title={t('review.title')} count={cases.length} />
      {cases.length === 0 && <p className={list.none}>{t(isPart ? 'stillComing' : 'review.none')}</p>}
      <ul className={list.rows}>
        {cases.map((one) => (
          <ReviewRow key={one.id} inspectionCase={one} />
        ))}
      </ul>
    </section>
  );
}

function ReviewRow({ inspectionCase }: { inspectionCase: InspectionCase }) {
  const { t } = useTranslation('today');
  const format = useFormat();
  const now = useNow();
  const nameOf = usePersonName();
  const workspace = useWorkspace();
  const selector = useMemo(() => ({ caseId: inspectionCase.id }), [inspectionCase.id]);
  const findings = useCounts(workspace, 'findings', 'caseId', selector).value.get(inspectionCase.id) ?? 0;
  const move = inspectionCase.moves.findLast(({ to }) => to === 'submitted');
  const name = move && nameOf(move.by);
  return (
    <CaseRow
      to={paths.case(inspectionCase.id, 'review')}
      title={inspectionCase.entityName}
      facts={[inspectionCase.number, findings > 0 ? t('review.findings', { count: findings }) : t('review.noFinding')]
        .filter(Boolean)
        .join(' · ')}
      aside={
        move &&
        name && (
          <>
            <PersonAvatar name={name} size={20} />
            {name}, {format.moment(msOfStamp(move.at), now)}
          </>
        )
      }
    />
  );
}
