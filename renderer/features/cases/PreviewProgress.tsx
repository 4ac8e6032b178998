import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { InspectionCase } from '../../../shared/schema/cases.ts';
import { useWorkspace } from '../../app/workspace-context.tsx';
import { AnswerMark } from '../../ui/case/AnswerMark.tsx';
import { ProgressBar } from '../../ui/case/ProgressBar.tsx';
import { useChecklistProgress } from '../../ui/case/use-checklist-progress.ts';
import { useCounts } from '../../ui/use-documents.ts';
import styles from './CasePreview.module.css';

/** How far the checklist has come and how many findings there are. */
export function PreviewProgress({ inspectionCase }: { inspectionCase: InspectionCase }) {
  const { t } = useTranslation('cases');
  const workspace = useWorkspace();
  const { id } = inspectionCase;
  const selector = useMemo(() => ({ caseId: { $eq: id } }), [id]);
  const findings = useCounts(workspace, 'findings', 'caseId', selector);
  const progress = useChecklistProgress(workspace, inspectionCase);
  if (!progress) return null;
  const { answered, items: total } = progress;
  const found = findings.value.get(id) ?? 0;
  const figures = t('preview.of', { answered, total });
  return (
    <section className={styles.section}>
      <div className={styles.line}>
        <h4 className={styles.heading}>{t('preview.checklist')}</h4>
        <span className={styles.quiet}>{figures}</span>
      </div>
      <ProgressBar label={`${t('preview.checklist')}: ${figures}`} parts={{ ...progress, total }} />
      <div className={styles.counts}>
        {(['compliant', 'notCompliant', 'notApplicable'] as const)
          .filter((value) => progress[value] > 0)
          .map((value) => (
            <span key={value} className={styles.count}>
              {progress[value]} <AnswerMark value={value} />
            </span>
          ))}
        <span className={styles.quiet}>
          {found > 0 ? t('preview.findings', { count: found }) : t('preview.noFindings')}
        </span>
      </div>
    </section>
  );
}
