import { useTranslation } from 'react-i18next';
import { isApproved } from '../../../shared/domain/workflow/lock.ts';
import { workflowOf } from '../../../shared/domain/workflow/moves.ts';
import { useCaseFile } from '../../ui/case/case-file.tsx';
import { useFormat } from '../../ui/use-format.ts';
import { FindingRow } from './FindingRow.tsx';
import { ItemRow } from './ItemRow.tsx';
import type { ReviewLines } from './lines.ts';
import styles from './ReportSheet.module.css';

interface ReportSheetProps {
  lines: ReviewLines;
  chosen: string;
  onChoose: (key: string) => void;
}

/** The report as one reads it on paper: facts, findings, the checklist. */
export function ReportSheet({ lines, chosen, onChoose }: ReportSheetProps) {
  const { t } = useTranslation('review');
  const format = useFormat();
  const changed = lines.all.filter((line) => line.isChanged).length;
  return (
    <article className={styles.sheet}>
      <header className={styles.head}>
        <h2 className={styles.title}>{t('title')}</h2>
        {changed > 0 && <span className={styles.changes}>{t('changes', { count: changed })}</span>}
      </header>
      <CaseFacts />
      <h3 className={styles.heading}>
        {t('findings')} <span className={styles.count}>{format.number(lines.findings.length)}</span>
      </h3>
      {lines.findings.length === 0 && <p className={styles.none}>{t('noFindings')}</p>}
      {lines.findings.map((line, place) => (
        <FindingRow
          key={line.key}
          line={line}
          number={place + 1}
          isChosen={line.key === chosen}
          onChoose={() => onChoose(line.key)}
        />
      ))}
      <h3 className={styles.heading}>{t('checklist')}</h3>
      {lines.sections.map(({ section, lines: items }) => (
        <section key={section.letter} className={styles.section}>
          <h4 className={styles.letter}>
            {section.letter}. {format.language === 'vi' ? section.titleVi : section.titleEn}
          </h4>
          {items.map((line) => (
            <ItemRow key={line.key} line={line} isChosen={line.key === chosen} onChoose={() => onChoose(line.key)} />
          ))}
        </section>
      ))}
    </article>
  );
}

function CaseFacts() {
  const { t } = useTranslation('review');
  const { inspectionCase, entity } = useCaseFile();
  const format = useFormat();
  // The register goes on after an approval: what it says now is not what was approved.
  const registered = isApproved(inspectionCase.state) ? null : entity;
  const { entityName, legalGround, content, periodFrom, periodTo, startsOn, endsOn, team } = inspectionCase;
  const between = (from: string, to: string) => t('range', { from: format.date(from), to: format.date(to) });
  const ground = [
    legalGround.number,
    legalGround.issuedOn && format.date(legalGround.issuedOn),
    legalGround.issuedBy,
  ].filter(Boolean);
  const facts: readonly (readonly [string, string])[] = [
    [t('facts.entity'), entityName],
    [t('facts.address'), inspectionCase.entityAddress],
    [t('facts.code'), registered?.code ?? ''],
    [
      t('facts.representative'),
      [registered?.representative, registered?.representativeTitle].filter(Boolean).join(', '),
    ],
    [t('facts.ground'), ground.join(', ')],
    [t('facts.period'), periodFrom && periodTo ? between(periodFrom, periodTo) : ''],
    [t('facts.days'), between(startsOn, endsOn)],
    [t('facts.team'), team.map(({ name, role }) => (role === 'leader' ? t('facts.leads', { name }) : name)).join(', ')],
    [t('facts.procedure'), workflowOf(inspectionCase).law[format.language]],
    [t('facts.content'), content],
  ];
  return (
    <dl className={styles.facts}>
      {facts
        .filter(([, value]) => value !== '')
        .map(([name, value]) => (
          <div key={name} className={styles.fact}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}
