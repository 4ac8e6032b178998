import { useTranslation } from 'react-i18next';
import { clockSetBacks } from '../../../shared/domain/evidence/chain.ts';
import { takenMs } from '../../../shared/domain/evidence/taken.ts';
import type { Evidence, Position } from '../../../shared/schema/evidence.ts';
import { useCaseFile } from '../../ui/case/case-file.tsx';
import { FactList } from '../../ui/FactList.tsx';
import { SectionHeading } from '../../ui/SectionHeading.tsx';
import { useFormat } from '../../ui/use-format.ts';
import styles from './EvidenceFacts.module.css';

/** A device's clock that is further off than this is mentioned. */
const noticedOffsetMs = 30_000;

/** Enough to tell machines and chains of one case apart. */
const shownOfId = 8;

/** What was fixed of an original when it came in. */
export function EvidenceFacts({ evidence }: { evidence: Evidence }) {
  const { t } = useTranslation('evidenceTab');
  const { t: words } = useTranslation('evidence');
  const { nameOf, evidence: all } = useCaseFile();
  const format = useFormat();
  const { record } = evidence.signed;
  const { kind, camera, chain, mediaType } = record;
  const offset =
    Math.abs(record.clockOffsetMs) > noticedOffsetMs
      ? ` (${t('facts.offset', { seconds: format.number(Math.round(record.clockOffsetMs / 1_000)) })})`
      : '';
  const setBack = clockSetBacks(all.map(({ signed }) => signed)).find(({ evidenceId }) => evidenceId === evidence.id);
  const whereWords = ({ source, accuracyM, ...position }: Position) => {
    const accuracy = accuracyM !== null && t('facts.accuracy', { metres: format.number(Math.ceil(accuracyM)) });
    return [positionWords(position), t(`facts.source.${source}`), accuracy].filter(Boolean).join('; ');
  };
  const facts: readonly (readonly [string, string])[] = [
    [t('facts.taken'), format.dateTime(takenMs(evidence.signed)) + offset],
    [t('facts.clock'), setBack ? t('facts.setBack', { before: format.dateTime(setBack.beforeMs) }) : ''],
    [t('facts.by'), nameOf(record.takenBy)],
    [t('facts.type'), `${words(`kind.${kind}`)}, ${mediaType}`],
    [t('facts.size'), format.size(record.sizeBytes)],
    [t('facts.fileName'), record.fileName],
    [t('facts.camera'), [camera.make, camera.model].filter(Boolean).join(' ')],
    [t('facts.cameraAt'), camera.takenAt],
    [t('facts.position'), record.position ? whereWords(record.position) : ''],
    [t('facts.device'), record.device.slice(0, shownOfId)],
    [t('facts.chain'), t('facts.place', { sequence: format.number(chain.sequence), id: chain.id.slice(0, shownOfId) })],
    [t('facts.hash'), record.sha256],
  ];
  return (
    <section className={styles.facts}>
      <SectionHeading title={t('facts.title')} />
      <FactList facts={facts.filter(([, value]) => value !== '')} />
      <p className={styles.fixed}>{t('facts.fixed')}</p>
    </section>
  );
}

/** Degrees with five decimals: about a metre. */
function positionWords({ latitude, longitude }: Pick<Position, 'latitude' | 'longitude'>): string {
  return `${latitude.toFixed(5)}, ${longitude.toFixed(5)}`;
}
