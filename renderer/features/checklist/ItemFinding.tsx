import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { ChecklistItem } from '../../../shared/domain/checklist/checklist.ts';
import { msOfStamp } from '../../../shared/domain/clock/stamp.ts';
import type { Finding } from '../../../shared/schema/findings.ts';
import { useKeepDeadline } from '../../app/use-keep-deadline.ts';
import { useNow } from '../../app/use-today.ts';
import { useCaseFile } from '../../ui/case/case-file.tsx';
import { useLaw } from '../../ui/case/law.tsx';
import { EvidenceStrip } from '../../ui/evidence/EvidenceStrip.tsx';
import { FindingEditor } from '../../ui/finding/FindingEditor.tsx';
import { useNotices } from '../../ui/notices.tsx';
import { paths } from '../../ui/paths.ts';
import { useFormat } from '../../ui/use-format.ts';
import styles from './Item.module.css';

interface ItemFindingProps {
  finding: Finding;
  item: ChecklistItem;
  number: number;
  /** True when this person has just opened it: its fact is what comes next. */
  isNew: boolean;
  onShown: () => void;
}

/** The finding of an item that is not complied with, in place. */
export function ItemFinding({ finding, item, number, isNew, onShown }: ItemFindingProps) {
  const { t } = useTranslation('checklist');
  const { inspectionCase, nameOf, mayEdit } = useCaseFile();
  const keepDeadline = useKeepDeadline();
  const notices = useNotices();
  const format = useFormat();
  const law = useLaw();
  const now = useNow();
  const fact = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    if (!isNew) return;
    fact.current?.focus();
    onShown();
  }, [isNew, onShown]);
  return (
    <div className={styles.well}>
      <p className={styles.wellHead}>
        <span className={styles.wellTitle}>{t('finding', { number })}</span>
        <span className={styles.wellAuthor}>
          {nameOf(finding.createdBy)}, {format.moment(msOfStamp(finding.createdAt), now)}
        </span>
        <Link to={paths.case(inspectionCase.id, 'findings', { finding: finding.id })}>{t('openFinding')}</Link>
      </p>
      <FindingEditor
        finding={finding}
        fact={fact}
        item={item.item}
        disabled={!mayEdit}
        onOpenLaw={(provision, day) => law.show({ provision, day })}
        onSaved={() => void keepDeadline(inspectionCase.id).catch(notices.problem)}
      />
      <EvidenceStrip
        ties={[
          { kind: 'finding', id: finding.id },
          { kind: 'item', id: item.id },
        ]}
      />
    </div>
  );
}
