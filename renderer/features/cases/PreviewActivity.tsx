import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { msOfStamp } from '../../../shared/domain/clock/stamp.ts';
import { usePersonName } from '../../app/use-person-name.ts';
import { useNow } from '../../app/use-today.ts';
import { useWorkspace } from '../../app/workspace-context.tsx';
import { useDocuments } from '../../ui/use-documents.ts';
import { useFormat } from '../../ui/use-format.ts';
import styles from './CasePreview.module.css';

const shown = 3;

/** What happened last in a case. */
export function PreviewActivity({ caseId }: { caseId: string }) {
  const { t } = useTranslation('cases');
  const { t: words } = useTranslation('case');
  const { activity } = useWorkspace().collections;
  const format = useFormat();
  const now = useNow();
  const nameOf = usePersonName();
  const query = useMemo(
    () =>
      activity.find({
        selector: { caseId: { $eq: caseId } },
        sort: [{ caseId: 'desc' }, { createdAt: 'desc' }],
        limit: shown,
      }),
    [activity, caseId],
  );
  const recent = useDocuments(query, true).value;
  if (recent.length === 0) return null;
  return (
    <section className={styles.section}>
      <h4 className={styles.heading}>{t('preview.recent')}</h4>
      {recent.map((event) => (
        <div key={event.id} className={styles.event}>
          <span className={styles.quiet}>{format.moment(msOfStamp(event.createdAt), now)}</span>
          <span className={styles.words}>
            {nameOf(event.createdBy)} {words(`activity.${event.kind}`)}
            {event.text && `: ${event.text}`}
          </span>
        </div>
      ))}
    </section>
  );
}
