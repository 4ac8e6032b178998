import { SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { countsOf } from '../../../forms/content/counts.ts';
import { languageFor } from '../../../forms/content/program-language.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Page } from '../../ui/Page.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { paths } from '../../ui/paths.ts';
import { RowsSkeleton } from '../../ui/RowsSkeleton.tsx';
import { useLanguage } from '../../ui/use-format.ts';
import { ExportForm } from './ExportForm.tsx';
import { ImportDialog } from './ImportDialog.tsx';
import { TemplateActions } from './TemplateActions.tsx';
import { TemplateOutline } from './TemplateOutline.tsx';
import styles from './TemplatePage.module.css';
import { TemplateStateBadge } from './TemplateStateBadge.tsx';
import { useTemplate } from './use-template.ts';
import { VersionList } from './VersionList.tsx';

/** A version of a template: what it asks, and what can be done with it. */
export function TemplatePage() {
  const { t } = useTranslation('templates');
  const { templateId: id = '' } = useParams();
  const { shown, loading } = useTemplate(id);
  const ui = useLanguage();
  const [chosen, setChosen] = useState<string | null>(null);
  const [files, setFiles] = useState<readonly File[] | null>(null);
  if (!shown) return <Page>{loading ? <RowsSkeleton rows={10} height={40} /> : <Missing />}</Page>;
  const { title, content, template, versions } = shown;
  const language = chosen ?? languageFor(content, ui);
  const { questions, groups, repeats } = countsOf(content);
  const told = [
    t('items', { count: questions, formatted: questions }),
    groups > 0 && t('importing.groups', { count: groups }),
    repeats > 0 && t('importing.repeats', { count: repeats }),
  ];
  return (
    <Page>
      <div className={styles.page}>
        <PageHeader
          above={<Link to={paths.templates}>{t('title')}</Link>}
          title={title}
          subtitle={
            <span className={styles.facts}>
              {template ? (
                <>
                  <TemplateStateBadge state={template.state} /> {t('version', { version: template.version })}
                </>
              ) : (
                t('shipped')
              )}
              <span>{told.filter(Boolean).join(' · ')}</span>
            </span>
          }
          actions={
            <>
              <ExportForm title={title} content={content} />
              {template && <TemplateActions template={template} onNewVersion={() => setFiles([])} />}
            </>
          }
        />
        {template?.note && <p className={styles.note}>{template.note}</p>}
        {versions.length > 1 && template && <VersionList versions={versions} shownId={template.id} />}
        {content.languages.length > 1 && (
          <SegmentedControl
            className={styles.languages}
            data={[...content.languages]}
            value={language}
            onChange={setChosen}
            aria-label={t('language')}
          />
        )}
        <TemplateOutline content={content} language={language} />
      </div>
      {files && template && (
        <ImportDialog
          files={files}
          onFiles={setFiles}
          onClose={() => setFiles(null)}
          templateId={template.templateId}
        />
      )}
    </Page>
  );
}

function Missing() {
  const { t } = useTranslation('templates');
  return (
    <EmptyState level={1} title={t('missing.title')} actions={<Link to={paths.templates}>{t('title')}</Link>}>
      {t('missing.words')}
    </EmptyState>
  );
}
