import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Template } from '../../../shared/schema/templates.ts';
import { paths } from '../../ui/paths.ts';
import styles from './TemplatePage.module.css';
import { TemplateStateBadge } from './TemplateStateBadge.tsx';

/** Every version of a template: cases keep the one that they began with. */
export function VersionList({ versions, shownId }: { versions: readonly Template[]; shownId: string }) {
  const { t } = useTranslation('templates');
  return (
    <nav className={styles.versions} aria-label={t('versions')}>
      {versions.map(({ id, version, state, note }) => (
        <Link key={id} to={paths.template(id)} aria-current={id === shownId ? 'page' : undefined} title={note}>
          <TemplateStateBadge state={state} look="plain" /> {t('version', { version })}
        </Link>
      ))}
    </nav>
  );
}
