import { useTranslation } from 'react-i18next';
import type { FormData } from '../../../shared/schema/reference-data.ts';
import styles from './RefusalDialog.module.css';

/** What a form and its rules say of those who do not sign, in the words of the law. */
export function refusalRules({ rulesVi = [], sections }: FormData): string[] {
  const notes = sections.flatMap(({ fields }) => fields.flatMap(({ noteVi }) => (noteVi ? [noteVi] : [])));
  return [...rulesVi, ...notes].filter((rule) => /không ký/.test(rule));
}

export function RefusalRules({ rules }: { rules: readonly string[] }) {
  const { t } = useTranslation('documents');
  if (rules.length === 0) return null;
  return (
    <aside className={styles.rules}>
      <h3 className={styles.heading}>{t('refuse.rules')}</h3>
      {rules.map((rule) => (
        <p key={rule} lang="vi">
          {rule}
        </p>
      ))}
    </aside>
  );
}
