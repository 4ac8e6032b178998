import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { InspectionCase } from '../../../shared/schema/cases.ts';
import { useWorkspace } from '../../app/workspace-context.tsx';
import { AnswerMark } from '../../ui/case/AnswerMark.tsx';
import { ProgressBar } from '../../ui/case/ProgressBar.tsx';
import { useCounts } from '../../ui/use-documents.ts';
import { useReference } from '../../ui/use-reference.ts';
import styles from './CasePreview.module.css';

/** How far the checklist has come and how many findings there are, counted where they are stored. */
export function PreviewProgress({ inspectionCase }: { inspectionCase: InspectionCase }) {
  const { t } = useTranslation('cases');
  const workspace = useWorkspace();
  const { id, templateIds } = inspectionCase;
  const selector = useMemo(() => ({ caseId: { $eq: id } }), [id]);
  const answers = useCounts(workspace, 'answers', 'value', selector);
  const findings = useCounts(workspace, 'findings', 'caseId', selector);
  const templates = useReference(workspace, 'template').value;
  if (answers.loading && answers.value.size === 0) return null;
  const total = templates
    .filter((template) => templateIds.includes(template.id))
    .reduce((sum, { data }) => sum + data.sections.reduce((items, section) => items + section.items.length, 0), 0);
  const of = (value: string) => answers.value.get(value) ?? 0;
  const answered = of('compliant') + of('notCompliant') + of('notApplicable') + of('recorded');
  const found = findings.value.get(id) ?? 0;
  const figures = t('preview.of', { answered, total });
  return (
    <section className={styles.section}>
      <div className={styles.line}>
        <h4 className={styles.heading}>{t('preview.checklist')}</h4>
        <span className={styles.quiet}>{figures}</span>
      </div>
      <ProgressBar
        label={`${t('preview.checklist')}: ${figures}`}
        parts={{
          compliant: of('compliant'),
          notCompliant: of('notCompliant'),
          notApplicable: of('notApplicable'),
          recorded: of('recorded'),
          total,
        }}
      />
      <div className={styles.counts}>
        {(['compliant', 'notCompliant', 'notApplicable'] as const)
          .filter((value) => of(value) > 0)
          .map((value) => (
            <span key={value} className={styles.count}>
              {of(value)} <AnswerMark value={value} />
            </span>
          ))}
        <span className={styles.quiet}>
          {found > 0 ? t('preview.findings', { count: found }) : t('preview.noFindings')}
        </span>
      </div>
    </section>
  );
}
