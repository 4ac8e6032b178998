import { useTranslation } from 'react-i18next';
import { readMoment } from '../../../shared/domain/clock/moment.ts';
import { exhibitNumber } from '../../../shared/domain/evidence/package.ts';
import type { ExhibitFacts } from '../../../shared/protocol/evidence-package.ts';
import type { Evidence } from '../../../shared/schema/evidence.ts';
import { usePerson } from '../../app/workspace-context.tsx';
import { useCaseFile } from '../../ui/case/case-file.tsx';
import { Sheet } from '../../ui/print/Sheet.tsx';
import { useFormat } from '../../ui/use-format.ts';
import styles from './ExhibitList.module.css';
import { useExhibitFacts } from './use-exhibit-facts.ts';

interface Numbered extends ExhibitFacts {
  readonly number: string;
}

/** The exhibits of a case on paper: number, what each is, where and by whom it was taken, its size and hash. */
export function ExhibitList({ evidence }: { evidence: readonly Evidence[] }) {
  const { t } = useTranslation('evidenceTab');
  const { inspectionCase, today } = useCaseFile();
  const person = usePerson();
  const format = useFormat();
  const facts = useExhibitFacts();
  // As in a package: the oldest has number 1, and what was withdrawn keeps its own.
  const all = evidence.map((each, place): Numbered => ({ number: exhibitNumber(place + 1), ...facts(each) }));
  const standing = all.filter(({ withdrawn }) => withdrawn === null);
  const withdrawn = all.filter((each) => each.withdrawn !== null);
  return (
    <Sheet>
      <p className={styles.unit}>{person.unitName}</p>
      <h1 className={styles.title}>{t('exhibits.title')}</h1>
      <p className={styles.about}>
        {t('exhibits.case', {
          number: inspectionCase.number || t('exhibits.noNumber'),
          entity: inspectionCase.entityName,
        })}
      </p>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('exhibits.number')}</th>
            <th scope="col">{t('exhibits.what')}</th>
            <th scope="col">{t('exhibits.taken')}</th>
            <th scope="col">{t('exhibits.hash')}</th>
          </tr>
        </thead>
        <tbody>
          {standing.map((exhibit) => (
            <Row key={exhibit.signed.record.evidenceId} exhibit={exhibit} />
          ))}
        </tbody>
      </table>
      <p className={styles.note}>{t('exhibits.count', { count: standing.length })}</p>
      {withdrawn.map((each) => (
        <p key={each.signed.record.evidenceId} className={styles.note}>
          {t('exhibits.withdrawn', {
            number: each.number,
            name: each.withdrawn?.by.name,
            when: readMoment(each.withdrawn?.at ?? ''),
            reason: each.withdrawn?.reason,
          })}
        </p>
      ))}
      <p className={styles.note}>{t('exhibits.explained')}</p>
      <div className={styles.signed}>
        <p>{t('exhibits.madeOn', { date: format.date(today) })}</p>
        <p className={styles.maker}>{t('exhibits.maker')}</p>
        <p className={styles.name}>{person.name}</p>
      </div>
    </Sheet>
  );
}

function Row({ exhibit }: { exhibit: Numbered }) {
  const { t } = useTranslation('evidenceTab');
  const { t: words } = useTranslation('evidence');
  const format = useFormat();
  const { number, name, note, place, shows, takenAt, takenBy, signed } = exhibit;
  const { kind, sha256, sizeBytes } = signed.record;
  return (
    <tr>
      <td>{number}</td>
      <td>
        <div className={styles.what}>{name}</div>
        {note && <div>{note}</div>}
        {place && <div>{t('exhibits.place', { place })}</div>}
        {shows.length > 0 && <div>{t('exhibits.shows', { shows: shows.join('; ') })}</div>}
      </td>
      <td>
        <div>{readMoment(takenAt)}</div>
        <div>{takenBy.name}</div>
      </td>
      <td>
        <div className={styles.hash}>{sha256.match(/.{4}/g)?.join(' ')}</div>
        <div>
          {words(`kind.${kind}`)}, {t('exhibits.bytes', { size: format.number(sizeBytes) })}
        </div>
      </td>
    </tr>
  );
}
