import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { TripCheck } from '../../../shared/domain/trip/trip-checks.ts';
import { paths } from '../../ui/paths.ts';
import type { Trip } from './use-trip.ts';

/** The way to mend what a check found; nothing where it is ready, or where nobody can here. */
export function TripMend({ check: { id, state }, trip }: { check: TripCheck; trip: Trip }) {
  const { t } = useTranslation('trip');
  if (state === 'ready' || id === 'battery' || id === 'clock') return null;
  const isBusy = trip.doing !== null;
  if (id === 'room' || id === 'pin') {
    return (
      <Button component={Link} to={paths.settings} variant="default">
        {t('mend.settings')}
      </Button>
    );
  }
  if (id === 'sent') {
    return (
      <Button component={Link} to={paths.outbox} variant="default">
        {t('mend.outbox')}
      </Button>
    );
  }
  if (id === 'originals') {
    return (
      <Button variant="default" onClick={trip.fetchOriginals} loading={trip.doing === 'fetching'} disabled={isBusy}>
        {t('mend.fetch')}
      </Button>
    );
  }
  return (
    <Button variant="default" onClick={trip.prepare} disabled={isBusy}>
      {t('mend.sync')}
    </Button>
  );
}
