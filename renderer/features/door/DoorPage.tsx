import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { countLines } from '../../../shared/domain/door/door-list.ts';
import { useDoorList } from '../../app/use-door-list.ts';
import { useCaseFile } from '../../ui/case/case-file.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { paths } from '../../ui/paths.ts';
import { RowsSkeleton } from '../../ui/RowsSkeleton.tsx';
import styles from './DoorPage.module.css';
import { DoorSection } from './DoorSection.tsx';
import { VisitCard } from './VisitCard.tsx';

/** Before the team leaves: what can be done at this place alone, what should be looked at, and how the visit stands. */
export function DoorPage() {
  const { t } = useTranslation('door');
  const { inspectionCase } = useCaseFile();
  const list = useDoorList();
  if (inspectionCase.state !== 'onSite') {
    return (
      <EmptyState
        title={t('notOnSite.title')}
        actions={
          <Button component={Link} to={paths.case(inspectionCase.id)}>
            {t('notOnSite.back')}
          </Button>
        }
      >
        {t('notOnSite.words')}
      </EmptyState>
    );
  }
  if (!list) return <RowsSkeleton rows={6} height={60} />;
  const [must, should] = [countLines(list.must), countLines(list.should)];
  const left = [must > 0 && t('left.must', { count: must }), should > 0 && t('left.should', { count: should })];
  const words = left.filter(Boolean).join(t('left.and'));
  return (
    <div className={styles.page}>
      <div className={styles.list}>
        <header>
          <h2 className={styles.title}>{t('title')}</h2>
          <p className={styles.left}>{words === '' ? t('left.nothing') : t('left.words', { words })}</p>
        </header>
        <DoorSection title={t('must')} groups={list.must} none={t('mustNone')} tone="soon" />
        {should > 0 && <DoorSection title={t('should')} groups={list.should} none="" tone="neutral" />}
      </div>
      <VisitCard list={list} />
    </div>
  );
}
