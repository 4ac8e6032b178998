import { useTranslation } from 'react-i18next';
import { msOfStamp } from '../../../shared/domain/clock/stamp.ts';
import type { InspectionCase } from '../../../shared/schema/cases.ts';
import { CaseDeadline } from '../../app/CaseDeadline.tsx';
import { usePersonName } from '../../app/use-person-name.ts';
import { useNow } from '../../app/use-today.ts';
import { useWorkspace } from '../../app/workspace-context.tsx';
import { addDays, dayOf } from '../../ui/format.ts';
import { PersonAvatar } from '../../ui/PersonAvatar.tsx';
import { paths } from '../../ui/paths.ts';
import { SectionHeading } from '../../ui/SectionHeading.tsx';
import { useDocuments } from '../../ui/use-documents.ts';
import { useFormat } from '../../ui/use-format.ts';
import { CaseRow } from './CaseRow.tsx';
import list from './list.module.css';

/** A deadline is shown here when it is this near; who sent it back matters more. */
const nearDays = 4;

/** Cases that the supervisor sent back, with what is asked for and by whom. */
export function Returned({ cases }: { cases: readonly InspectionCase[] }) {
  const { t } = useTranslation('today');
  return (
    <section aria-label={t('returned.title')}>
      <SectionHeading title={t('returned.title')} count={cases.length} />
      <ul className={list.rows}>
        {cases.map((one) => (
          <ReturnedRow key={one.id} inspectionCase={one} />
        ))}
      </ul>
    </section>
  );
}

function ReturnedRow({ inspectionCase }: { inspectionCase: InspectionCase }) {
  const { t } = useTranslation('today');
  const format = useFormat();
  const now = useNow();
  const today = dayOf(now);
  const nameOf = usePersonName();
  const { activity } = useWorkspace().collections;
  const remarks = useDocuments(
    activity.find({
      selector: { caseId: inspectionCase.id, kind: 'remark' },
      sort: [{ createdAt: 'desc' }],
      limit: 200,
    }),
  );
  const move = inspectionCase.moves.findLast(({ to }) => to === 'returned');
  const sentBefore = inspectionCase.moves.findLast(({ to }) => to === 'submitted');
  const asked = remarks.value.filter(({ createdAt }) => !sentBefore || createdAt > sentBefore.at);
  const mustMend = asked.filter((remark) => remark.mustMend).length;
  const words = [
    asked.length > 0 && t('returned.remarks', { count: asked.length }),
    mustMend > 0 && t('returned.mustMend', { count: mustMend }),
  ].filter((part) => part !== false);
  const name = move && nameOf(move.by);
  return (
    <CaseRow
      to={paths.case(inspectionCase.id, 'review')}
      title={words.length > 0 ? words.join(', ') : move?.reason || t('returned.noRemark')}
      facts={[inspectionCase.number, inspectionCase.entityName].filter(Boolean).join(' · ')}
      aside={
        <>
          {move && name && (
            <>
              <PersonAvatar name={name} size={20} />
              {name}, {format.moment(msOfStamp(move.at), now)}
            </>
          )}
          {inspectionCase.dueOn <= addDays(today, nearDays) && (
            <CaseDeadline inspectionCase={inspectionCase} today={today} />
          )}
        </>
      }
    />
  );
}
