import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useCaseFile } from '../../ui/case/case-file.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { RowsSkeleton } from '../../ui/RowsSkeleton.tsx';
import { SectionHeading } from '../../ui/SectionHeading.tsx';
import { useFormat } from '../../ui/use-format.ts';
import styles from './TripPage.module.css';
import { TripRows } from './TripRow.tsx';
import { useTrip } from './use-trip.ts';

/** Before a trip: one button makes a case ready for work without a network; each line says what is here and what is not. */
export function TripPage() {
  const { t } = useTranslation('trip');
  const { inspectionCase, today } = useCaseFile();
  const format = useFormat();
  const trip = useTrip();
  const { startsOn, endsOn } = inspectionCase;
  const dates = { from: format.shortDate(startsOn, today), to: format.shortDate(endsOn, today) };
  const needed = trip.checks.filter(({ isOptional }) => !isOptional);
  const others = trip.checks.filter(({ isOptional }) => isOptional);
  const open = needed.filter(({ state }) => state !== 'ready').length;
  const checkedMs = trip.gathered?.facts.nowMs;
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <div className={styles.words}>
          <h2 className={styles.title}>{t('title')}</h2>
          <p className={styles.about}>{t('about', dates)}</p>
        </div>
        <Button size="md" onClick={trip.prepare} loading={trip.doing === 'preparing'} disabled={trip.doing !== null}>
          {t('prepare')}
        </Button>
      </header>
      {trip.isAway && (
        <Notice tone="info" title={t('away.title')}>
          {t('away.words')}
        </Notice>
      )}
      {checkedMs !== undefined && (
        <Notice
          tone={trip.isReady ? 'done' : 'soon'}
          title={trip.isReady ? t('ready', { time: format.time(checkedMs) }) : t('open', { count: open })}
        >
          {!trip.isReady && trip.readyMs !== null && t('lastReady', { when: format.dateTime(trip.readyMs) })}
        </Notice>
      )}
      {!trip.gathered ? (
        <RowsSkeleton rows={8} height={60} />
      ) : (
        <>
          <section aria-label={t('needed')}>
            <SectionHeading title={t('needed')} />
            <TripRows checks={needed} trip={trip} gathered={trip.gathered} />
          </section>
          <section aria-label={t('others')}>
            <SectionHeading title={t('others')} />
            <TripRows checks={others} trip={trip} gathered={trip.gathered} />
          </section>
        </>
      )}
    </div>
  );
}
