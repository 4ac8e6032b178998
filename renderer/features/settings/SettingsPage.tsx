import { useTranslation } from 'react-i18next';
import { Page } from '../../ui/Page.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { About } from './About.tsx';
import { Appearance } from './Appearance.tsx';
import { EvidenceRoom } from './EvidenceRoom.tsx';
import { OwnReceiver } from './OwnReceiver.tsx';
import { ReservedNumbers } from './ReservedNumbers.tsx';
import { Safety } from './Safety.tsx';
import styles from './SettingsPage.module.css';

/** How the program looks and locks on this machine, and what it is. */
export function SettingsPage() {
  const { t } = useTranslation('settings');
  return (
    <Page>
      <div className={styles.page}>
        <PageHeader title={t('title')} subtitle={t('subtitle')} />
        <Appearance />
        <Safety />
        <EvidenceRoom />
        <ReservedNumbers />
        <OwnReceiver />
        <About />
      </div>
    </Page>
  );
}
