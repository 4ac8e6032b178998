import { Button, Modal } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ScreenSource } from '../../../shared/bridge/capture.ts';
import { Notice } from '../Notice.tsx';
import { SectionHeading } from '../SectionHeading.tsx';
import styles from './ScreenDialog.module.css';
import { useScreens } from './use-screens.ts';

interface ScreenDialogProps {
  caseId: string;
  ties: readonly string[];
  onClose: () => void;
}

/** The screens and windows of other programs: each is captured by a click, as often as somebody clicks. */
export function ScreenDialog({ caseId, ties, onClose }: ScreenDialogProps) {
  const { t } = useTranslation('evidence');
  const { sources, takingId, load, take } = useScreens(caseId, ties);
  // The system's name of a screen is in its own language, or none.
  const screens = sources?.filter(({ isScreen }) => isScreen) ?? [];
  const named = screens.map((source, place) => ({ ...source, name: t('screen.numbered', { number: place + 1 }) }));
  const groups = [
    { title: t('screen.windows'), all: sources?.filter(({ isScreen }) => !isScreen) ?? [] },
    { title: t('screen.screens'), all: named },
  ].filter(({ all }) => all.length > 0);
  return (
    <Modal opened onClose={onClose} title={t('screen.title')} size="xl">
      <div className={styles.body}>
        {sources?.length === 0 ? <Notice tone="soon">{t('screen.none')}</Notice> : <p>{t('screen.words')}</p>}
        {groups.map(({ title, all }) => (
          <section key={title}>
            <SectionHeading title={title} />
            <ul className={styles.sources}>
              {all.map((source) => (
                <li key={source.id}>
                  <Source source={source} isTaking={takingId === source.id} onTake={() => take(source)} />
                </li>
              ))}
            </ul>
          </section>
        ))}
        <div className={styles.foot}>
          <Button
            variant="default"
            leftSection={<IconRefresh size={18} stroke={1.7} aria-hidden />}
            onClick={load}
            loading={sources === null}
          >
            {t('screen.again')}
          </Button>
          <Button variant="default" onClick={onClose}>
            {t('screen.close')}
          </Button>
        </div>
      </div>
    </Modal>
  );
}

interface SourceProps {
  source: ScreenSource;
  isTaking: boolean;
  onTake: () => void;
}

function Source({ source: { name, picture }, isTaking, onTake }: SourceProps) {
  return (
    <button type="button" className={styles.source} onClick={onTake} disabled={isTaking}>
      <img className={styles.picture} src={`data:image/png;base64,${picture}`} alt="" />
      <span className={styles.name}>{name}</span>
    </button>
  );
}
