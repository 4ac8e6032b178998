import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { paths } from '../../ui/paths.ts';
import { useFormat } from '../../ui/use-format.ts';
import { TemplateStateBadge } from './TemplateStateBadge.tsx';
import styles from './TemplateTable.module.css';
import type { ListedTemplate } from './use-templates.ts';

/** Templates by title. */
export function TemplateTable({ templates, label }: { templates: readonly ListedTemplate[]; label: string }) {
  const { t } = useTranslation('templates');
  const { t: words } = useTranslation('case');
  const format = useFormat();
  return (
    <table className={styles.table} aria-label={label}>
      <colgroup>
        <col />
        <col className={styles.sectors} />
        <col className={styles.items} />
        <col className={styles.state} />
      </colgroup>
      <thead className="mt-hidden">
        <tr>
          <th>{t('column.title')}</th>
          <th>{t('column.sectors')}</th>
          <th>{t('column.items')}</th>
          <th>{t('column.state')}</th>
        </tr>
      </thead>
      <tbody>
        {templates.map(({ id, title, sectors, items, version, draft }) => (
          <tr key={id}>
            <td className={styles.title}>
              <Link to={paths.template(id)}>{title}</Link>
            </td>
            <td className={styles.sectors}>
              {sectors.map((sector) => words(`sector.${sector}`)).join(', ') || t('everySector')}
            </td>
            <td className={styles.items}>{t('items', { count: items, formatted: format.number(items) })}</td>
            <td className={styles.state}>
              {version && (
                <span className={styles.version}>
                  <TemplateStateBadge state={version.state} look="plain" />
                  <span className={styles.number}>{t('version', { version: version.version })}</span>
                </span>
              )}
              {draft && (
                <Link to={paths.template(draft.id)} className={styles.draft}>
                  {t('draftOf', { version: draft.version })}
                </Link>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
