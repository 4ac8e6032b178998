import { useTranslation } from 'react-i18next';
import { citationOf } from '../../../shared/domain/penalty/provision.ts';
import { useFormat } from '../../ui/use-format.ts';
import styles from './FindingRow.module.css';
import { Line } from './Line.tsx';
import type { FindingLine } from './lines.ts';

interface FindingRowProps {
  line: FindingLine;
  number: number;
  isChosen: boolean;
  onChoose: () => void;
}

/** One finding: fact, provision with the decree's range, proposed measure. */
export function FindingRow({ line, number, isChosen, onChoose }: FindingRowProps) {
  const { t } = useTranslation('review');
  const { t: words } = useTranslation('case');
  const format = useFormat();
  const { title, fact, kind, provision, measure, measureNote } = line.finding;
  return (
    <Line
      label={`${number}. ${title}`}
      isChosen={isChosen}
      isChanged={line.isChanged}
      remarks={line.remarks}
      onChoose={onChoose}
    >
      <h4 className={styles.title}>
        {number}. {title}
      </h4>
      <p className={styles.fact}>{fact}</p>
      {provision && (
        <p className={styles.provision}>
          {citationOf(provision, format.language)}: {format.money(provision.fineMin)} –{' '}
          {format.money(provision.fineMax)}
        </p>
      )}
      <p className={styles.facts}>
        <span>{words(`findingKind.${kind}`)}</span>
        <span>{words(`measure.${measure}`)}</span>
        {!provision && kind === 'violation' && <span className={styles.missing}>{t('line.noProvision')}</span>}
      </p>
      {measureNote && <p className={styles.fact}>{measureNote}</p>}
    </Line>
  );
}
