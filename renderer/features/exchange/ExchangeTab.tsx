import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { isParty } from '../../../shared/domain/permission/permission.ts';
import { useCaseFile } from '../../ui/case/case-file.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { paths } from '../../ui/paths.ts';
import { CarriedSection } from './CarriedSection.tsx';
import styles from './ExchangeTab.module.css';
import { GiveSection } from './GiveSection.tsx';
import { MeetingSection } from './MeetingSection.tsx';
import { TakeSection } from './TakeSection.tsx';

/** What goes between the members of a case's team without a server: on one network, or by a file. */
export function ExchangeTab() {
  const { t } = useTranslation('exchange');
  const { workspace, inspectionCase } = useCaseFile();
  const back = <Link to={paths.case(inspectionCase.id)}>{t('back')}</Link>;
  if (!isParty(workspace.session.person, inspectionCase)) {
    return (
      <EmptyState title={t('notOfTeam.title')} actions={back}>
        {t('notOfTeam.words')}
      </EmptyState>
    );
  }
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <h2 className={styles.title}>{t('title')}</h2>
        <p className={styles.words}>{t('words')}</p>
      </header>
      <MeetingSection />
      <div className={styles.ways}>
        <GiveSection />
        <TakeSection />
      </div>
      <CarriedSection />
    </div>
  );
}
