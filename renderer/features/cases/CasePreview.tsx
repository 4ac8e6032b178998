import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { InspectionCase } from '../../../shared/schema/cases.ts';
import { CaseDeadline } from '../../app/CaseDeadline.tsx';
import { useToday } from '../../app/use-today.ts';
import type { OutboxItem } from '../../data/workspace.ts';
import { noDeadline } from '../../ui/deadline-look.ts';
import { paths } from '../../ui/paths.ts';
import { SidePanel } from '../../ui/SidePanel.tsx';
import { StateBadge } from '../../ui/StateBadge.tsx';
import { SyncMark } from '../../ui/SyncMark.tsx';
import { useFormat } from '../../ui/use-format.ts';
import styles from './CasePreview.module.css';
import { PreviewActivity } from './PreviewActivity.tsx';
import { PreviewProgress } from './PreviewProgress.tsx';
import { leaderOf } from './words.ts';

interface CasePreviewProps {
  inspectionCase: InspectionCase | undefined;
  opened: boolean;
  mark: OutboxItem['state'] | undefined;
  onClose: () => void;
}

/** A case at a glance beside the list. */
export function CasePreview({ inspectionCase, opened, mark, onClose }: CasePreviewProps) {
  const { t } = useTranslation('cases');
  if (!inspectionCase) return null;
  return (
    <SidePanel
      opened={opened}
      onClose={onClose}
      title={inspectionCase.number || t('numberPending')}
      footer={
        <Button variant="default" fullWidth component={Link} to={paths.case(inspectionCase.id)}>
          {t('preview.open')}
        </Button>
      }
    >
      <div className={styles.preview}>
        <h3 className={styles.name}>{inspectionCase.entityName}</h3>
        <Badges inspectionCase={inspectionCase} mark={mark} />
        <Facts inspectionCase={inspectionCase} />
        <PreviewProgress inspectionCase={inspectionCase} />
        <PreviewActivity caseId={inspectionCase.id} />
      </div>
    </SidePanel>
  );
}

function Badges({ inspectionCase, mark }: { inspectionCase: InspectionCase; mark: OutboxItem['state'] | undefined }) {
  const today = useToday();
  return (
    <div className={styles.badges}>
      <StateBadge state={inspectionCase.state} />
      {inspectionCase.dueOn !== noDeadline && <CaseDeadline inspectionCase={inspectionCase} today={today} />}
      {mark && <SyncMark state={mark} />}
    </div>
  );
}

function Facts({ inspectionCase }: { inspectionCase: InspectionCase }) {
  const { t } = useTranslation('cases');
  const { t: words } = useTranslation('case');
  const format = useFormat();
  const { kind, planned, legalGround, startsOn, endsOn, team, entityAddress } = inspectionCase;
  const leader = leaderOf(inspectionCase);
  const others = team.filter((member) => member !== leader).map((member) => member.name);
  const ground = [legalGround.number, legalGround.issuedOn && format.date(legalGround.issuedOn)].filter(Boolean);
  return (
    <dl className={styles.facts}>
      <dt>{t('preview.kind')}</dt>
      <dd>{`${words(`kind.${kind}`)} ${words(planned ? 'planned.yes' : 'planned.no')}`}</dd>
      <dt>{t('preview.ground')}</dt>
      <dd>{ground.length > 0 ? ground.join(', ') : t('preview.none')}</dd>
      <dt>{t('preview.when')}</dt>
      <dd>{t('preview.whenValue', { from: format.date(startsOn), to: format.date(endsOn) })}</dd>
      <dt>{t('preview.address')}</dt>
      <dd>{entityAddress || t('preview.none')}</dd>
      <dt>{t('preview.leader')}</dt>
      <dd>{leader?.name}</dd>
      {others.length > 0 && (
        <>
          <dt>{t('preview.members')}</dt>
          <dd>{others.join(', ')}</dd>
        </>
      )}
    </dl>
  );
}
