import { IconSparkles } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { itemNumber } from '../../../shared/domain/checklist/checklist.ts';
import { headingOf } from '../../../shared/domain/finding/heading.ts';
import { citationOf } from '../../../shared/domain/penalty/provision.ts';
import { Badge } from '../../ui/Badge.tsx';
import { useCaseFile } from '../../ui/case/case-file.tsx';
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

/** One finding: fact, days, provision with the decree's range, proposed measure; what is wrong with it stands out. */
export function FindingRow({ line, number, isChosen, onChoose }: FindingRowProps) {
  const { t } = useTranslation('review');
  const { t: words } = useTranslation('case');
  const format = useFormat();
  const { facts, checklist } = useCaseFile();
  const { finding } = line;
  const item = itemNumber(checklist, finding.itemId);
  const { fact, kind, actOn, foundOn, provision, measure, measureNote } = finding;
  const title = headingOf(finding) || t('line.untitled');
  const isViolation = kind === 'violation';
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
          <span>
            {citationOf(provision, format.language)}: {format.money(provision.fineMin)} –{' '}
            {format.money(provision.fineMax)}
          </span>
          {provision.confidence !== 'high' && (
            <Badge tone="soon" icon={IconSparkles}>
              {words('finding.unconfirmed')}
            </Badge>
          )}
        </p>
      )}
      <p className={styles.facts}>
        <span>{words(`findingKind.${kind}`)}</span>
        {item && <span>{words('finding.item', { number: item })}</span>}
        {actOn && <span>{t('line.actOn', { date: format.date(actOn) })}</span>}
        <span>{t('line.foundOn', { date: format.date(foundOn) })}</span>
        <span className={isViolation && measure === 'none' ? styles.missing : undefined}>
          {words(`measure.${measure}`)}
        </span>
        {!provision && isViolation && <span className={styles.missing}>{t('line.noProvision')}</span>}
        {facts.outOfForce.includes(finding) && <span className={styles.missing}>{t('line.notInForce')}</span>}
        {facts.contradicted.includes(finding) && <span className={styles.missing}>{t('line.contradicted')}</span>}
      </p>
      {measureNote && <p className={styles.fact}>{measureNote}</p>}
    </Line>
  );
}
