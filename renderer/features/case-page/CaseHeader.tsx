import { IconArrowsDiff, IconChevronLeft } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { CaseDeadline } from '../../app/CaseDeadline.tsx';
import { Badge } from '../../ui/Badge.tsx';
import { useCaseFile } from '../../ui/case/case-file.tsx';
import { noDeadline } from '../../ui/deadline-look.ts';
import { paths } from '../../ui/paths.ts';
import { StateBadge } from '../../ui/StateBadge.tsx';
import styles from './CaseHeader.module.css';
import { CaseSync } from './CaseSync.tsx';
import { DoorLink } from './DoorLink.tsx';
import { Faces } from './Faces.tsx';
import { MainAction } from './MainAction.tsx';
import { Stepper } from './Stepper.tsx';

/** What a case is, where it stands, and what is to be done next: the same above every tab. */
export function CaseHeader() {
  const { t } = useTranslation('casePage');
  const { t: words } = useTranslation('case');
  const { inspectionCase, facts, today } = useCaseFile();
  const { id, number, kind, planned, sector, entityName, state, dueOn, team } = inspectionCase;
  const conflicts = facts.openConflicts.length;
  return (
    <header className={styles.header}>
      <div className={styles.above}>
        <Link to={paths.cases} className={styles.back}>
          <IconChevronLeft size={16} stroke={1.7} aria-hidden />
          {t('back')}
        </Link>
        <strong className={styles.number}>{number || t('numberPending')}</strong>
        <span>{`${words(`kind.${kind}`)}, ${words(planned ? 'planned.yes' : 'planned.no')}`}</span>
        <span>{words(`sector.${sector}`)}</span>
        <div className={styles.standing}>
          {conflicts > 0 && (
            <Link to={paths.case(id, 'conflicts')}>
              <Badge tone="soon" icon={IconArrowsDiff} look="strong">
                {t('conflicts', { count: conflicts })}
              </Badge>
            </Link>
          )}
          <CaseSync caseId={id} />
        </div>
      </div>
      <div className={styles.line}>
        <h1 className={styles.title} title={entityName}>
          {entityName}
        </h1>
        <StateBadge state={state} />
        <span className={styles.space} />
        {dueOn !== noDeadline && (
          <span className={styles.deadline}>
            <CaseDeadline inspectionCase={inspectionCase} today={today} />
          </span>
        )}
        <Faces team={team} />
        {state === 'onSite' && <DoorLink caseId={id} />}
        <MainAction />
      </div>
      <Stepper />
    </header>
  );
}
