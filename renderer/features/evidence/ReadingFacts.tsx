import { useTranslation } from 'react-i18next';
import { takenMs } from '../../../shared/domain/evidence/taken.ts';
import type { Evidence } from '../../../shared/schema/evidence.ts';
import { useReading, useReadingWords } from '../../ui/evidence/use-reading.ts';
import { FactList } from '../../ui/FactList.tsx';
import { dayOf } from '../../ui/format.ts';
import { Notice } from '../../ui/Notice.tsx';
import { useFormat } from '../../ui/use-format.ts';

/** What was read, and from which device; says where its calibration had expired by then. */
export function ReadingFacts({ evidence }: { evidence: Evidence }) {
  const { t } = useTranslation('evidence');
  const format = useFormat();
  const words = useReadingWords();
  const reading = useReading(evidence);
  if (!reading) return null;
  const { name, serial, calibratedUntil } = reading.device;
  const facts: readonly (readonly [string, string])[] = [
    [t('reading.what'), reading.what],
    [t('reading.value'), words(reading)],
    [t('reading.device'), name],
    [t('reading.serial'), serial],
    [t('reading.calibratedUntil'), calibratedUntil ? format.date(calibratedUntil) : ''],
  ];
  const isExpired = calibratedUntil !== null && calibratedUntil < dayOf(takenMs(evidence.signed));
  return (
    <>
      <FactList facts={facts.filter(([, value]) => value !== '')} />
      {isExpired && <Notice tone="soon">{t('reading.expired')}</Notice>}
    </>
  );
}
