import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { msOfStamp } from '../../../shared/domain/clock/stamp.ts';
import type { InspectionCase } from '../../../shared/schema/cases.ts';
import { CaseDeadline } from '../../app/CaseDeadline.tsx';
import { usePerson } from '../../app/workspace-context.tsx';
import type { OutboxItem } from '../../data/workspace.ts';
import { noDeadline } from '../../ui/deadline-look.ts';
import { PersonAvatar } from '../../ui/PersonAvatar.tsx';
import { paths } from '../../ui/paths.ts';
import { StateBadge } from '../../ui/StateBadge.tsx';
import { SyncMark } from '../../ui/SyncMark.tsx';
import { useFormat } from '../../ui/use-format.ts';
import styles from './CaseTable.module.css';
import { leaderOf, shortNumber } from './words.ts';

interface CaseRowProps {
  inspectionCase: InspectionCase;
  active: boolean;
  today: string;
  mark: OutboxItem['state'] | undefined;
}

/** The cells of one case in the list; those that find no room are hidden by the table's styles. */
export const CaseRow = memo(function CaseRow({ inspectionCase, active, today, mark }: CaseRowProps) {
  const { t } = useTranslation('cases');
  const { t: words } = useTranslation('case');
  const format = useFormat();
  const me = usePerson().id;
  const sector = words(`sector.${inspectionCase.sector}`);
  const leader = leaderOf(inspectionCase);
  const editedAt = msOfStamp(inspectionCase.updatedAt);
  return (
    <>
      <td className={styles.number}>
        {inspectionCase.number ? shortNumber(inspectionCase.number) : t('numberPending')}
      </td>
      <td>
        <Link
          to={paths.case(inspectionCase.id)}
          className={styles.name}
          tabIndex={-1}
          title={inspectionCase.entityName}
          data-active={active || undefined}
        >
          {inspectionCase.entityName}
        </Link>
      </td>
      <td className={`${styles.quiet} ${styles.broad}`}>
        <span className={styles.clipped} title={inspectionCase.entityAddress}>
          {inspectionCase.entityAddress}
        </span>
      </td>
      <td className={`${styles.quiet} ${styles.middle}`}>
        <span className={styles.clipped} title={sector}>
          {sector}
        </span>
      </td>
      <td className={`${styles.person} ${styles.middle}`}>
        {leader && <PersonAvatar name={leader.name} size={24} accent={leader.id === me} />}
        <span className={styles.clipped} title={leader?.name}>
          {leader?.name}
        </span>
      </td>
      <td>
        <StateBadge state={inspectionCase.state} look="plain" />
      </td>
      <td className={styles.quiet}>
        {inspectionCase.dueOn === noDeadline ? (
          t('noDeadline')
        ) : (
          <CaseDeadline inspectionCase={inspectionCase} today={today} look="plain" />
        )}
      </td>
      <td className={`${styles.quiet} ${styles.broad}`}>{Number.isNaN(editedAt) ? '' : format.dateTime(editedAt)}</td>
      <td className={styles.sync}>
        <SyncMark state={mark ?? 'confirmed'} />
      </td>
    </>
  );
});
