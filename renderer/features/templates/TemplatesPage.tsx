import { Button, CloseButton, TextInput } from '@mantine/core';
import { IconFileImport, IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { mayWriteIn } from '../../../shared/domain/permission/permission.ts';
import { foldedWords } from '../../../shared/storage/fold.ts';
import { usePerson } from '../../app/workspace-context.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { DropArea } from '../../ui/evidence/DropArea.tsx';
import { useRemembered } from '../../ui/memory.tsx';
import { Page } from '../../ui/Page.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { RowsSkeleton } from '../../ui/RowsSkeleton.tsx';
import { SectionHeading } from '../../ui/SectionHeading.tsx';
import { ImportDialog } from './ImportDialog.tsx';
import styles from './TemplatesPage.module.css';
import { TemplateTable } from './TemplateTable.tsx';
import { type ListedTemplate, useTemplates } from './use-templates.ts';

/** Mẫu kiểm tra: the unit's own templates, and those that come with the program. */
export function TemplatesPage() {
  const { t } = useTranslation('templates');
  const person = usePerson();
  const { own, starters, loading } = useTemplates();
  const [text, setText] = useRemembered('templates.search', '');
  /** Files to be read; none while no dialog is open. */
  const [files, setFiles] = useState<readonly File[] | null>(null);
  const mayKeep = mayWriteIn(person.role, 'templates');
  const [foundOwn, foundStarters] = [found(own, text), found(starters, text)];
  return (
    <Page>
      <DropArea onFiles={mayKeep ? setFiles : null} fills>
        <div className={styles.page}>
          <PageHeader
            title={t('title')}
            subtitle={t('subtitle')}
            actions={
              <>
                <TextInput
                  className={styles.search}
                  type="search"
                  aria-label={t('search')}
                  placeholder={t('search')}
                  leftSection={<IconSearch size={17} stroke={1.7} aria-hidden />}
                  rightSection={text && <CloseButton size={26} aria-label={t('clear')} onClick={() => setText('')} />}
                  value={text}
                  onChange={(event) => setText(event.currentTarget.value)}
                />
                {mayKeep && (
                  <Button
                    leftSection={<IconFileImport size={18} stroke={1.7} aria-hidden />}
                    onClick={() => setFiles([])}
                    aria-haspopup="dialog"
                  >
                    {t('import')}
                  </Button>
                )}
              </>
            }
          />
          {loading ? (
            <RowsSkeleton rows={8} height={44} />
          ) : (
            <>
              <section aria-label={t('own')}>
                <SectionHeading title={t('own')} count={own.length} />
                {own.length === 0 ? (
                  <EmptyState title={t('empty.title')}>{t(mayKeep ? 'empty.words' : 'empty.reader')}</EmptyState>
                ) : (
                  <Found templates={foundOwn} label={t('own')} text={text} />
                )}
              </section>
              <section aria-label={t('starters')}>
                <SectionHeading title={t('starters')} count={starters.length} />
                <Found templates={foundStarters} label={t('starters')} text={text} />
              </section>
            </>
          )}
        </div>
      </DropArea>
      {files && <ImportDialog files={files} onFiles={setFiles} onClose={() => setFiles(null)} />}
    </Page>
  );
}

function Found({ templates, label, text }: { templates: readonly ListedTemplate[]; label: string; text: string }) {
  const { t } = useTranslation('templates');
  if (templates.length === 0) return <p className={styles.none}>{t('nothing', { text })}</p>;
  return <TemplateTable templates={templates} label={label} />;
}

/** Those in whose title each word typed begins a word, tones or not. */
function found(templates: readonly ListedTemplate[], text: string): readonly ListedTemplate[] {
  const wanted = foldedWords(text);
  return templates.filter(({ title }) => {
    const words = foldedWords(title);
    return wanted.every((typed) => words.some((word) => word.startsWith(typed)));
  });
}
