import { Button, Checkbox, FileButton, Group, Loader, Modal, Stack, TextInput } from '@mantine/core';
import { IconFileSpreadsheet } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import type { ImportedForm } from '../../../forms/content/imported-form.ts';
import type { Sector } from '../../../shared/schema/common.ts';
import type { TemplateContent } from '../../../shared/schema/template-content.ts';
import { useWorkspace } from '../../app/workspace-context.tsx';
import { addTemplate, addVersion } from '../../data/templates.ts';
import { sectors } from '../../ui/case/sectors.ts';
import { DropArea } from '../../ui/evidence/DropArea.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { useNotices } from '../../ui/notices.tsx';
import { ProblemNotice } from '../../ui/ProblemNotice.tsx';
import { paths } from '../../ui/paths.ts';
import { FaultList } from './FaultList.tsx';
import styles from './ImportDialog.module.css';
import { useReadForm } from './use-read-form.ts';

interface ImportDialogProps {
  /** What was chosen so far. */
  files: readonly File[];
  onFiles: (files: readonly File[]) => void;
  onClose: () => void;
  /** A template whose next version it is to be; absent for a new one. */
  templateId?: string;
}

/** A form from a file: judged as it is chosen, and taken whole or not at all. */
export function ImportDialog({ files, onFiles, onClose, templateId }: ImportDialogProps) {
  const { t } = useTranslation('templates');
  const { t: ui } = useTranslation('ui');
  const { form, isReading, problem } = useReadForm(files);
  return (
    <Modal
      opened
      onClose={onClose}
      title={t(templateId ? 'importing.version' : 'importing.title')}
      size={680}
      closeButtonProps={{ 'aria-label': ui('problem.dismiss') }}
    >
      <DropArea onFiles={onFiles}>
        <Stack gap={16}>
          <p className={styles.words}>{t('importing.words')}</p>
          <div className={styles.choose}>
            <FileButton onChange={onFiles} multiple accept=".xlsx,.xlsm,.xls,.xml,.csv,.geojson">
              {(props) => (
                <Button
                  variant="default"
                  leftSection={<IconFileSpreadsheet size={18} stroke={1.7} aria-hidden />}
                  data-autofocus
                  {...props}
                >
                  {t(files.length > 0 ? 'importing.chooseOther' : 'importing.choose')}
                </Button>
              )}
            </FileButton>
            <span className={styles.names}>{files.map(({ name }) => name).join(', ')}</span>
          </div>
          {isReading && (
            <div className={styles.reading} role="status">
              <Loader size={18} /> {t('importing.reading')}
            </div>
          )}
          {problem && <ProblemNotice problem={problem} />}
          {form && (
            <Judged
              // Another file begins with its own title.
              key={files.map(({ name, lastModified }) => `${name} ${lastModified}`).join()}
              form={form}
              onClose={onClose}
              fileName={files[0]?.name ?? ''}
              {...(templateId && { templateId })}
            />
          )}
        </Stack>
      </DropArea>
    </Modal>
  );
}

interface JudgedProps {
  form: ImportedForm;
  fileName: string;
  onClose: () => void;
  templateId?: string;
}

function Judged({ form, fileName, onClose, templateId }: JudgedProps) {
  const { t } = useTranslation('templates');
  const { content, counts, errors, warnings } = form;
  const { questions, groups, repeats, languages } = counts;
  const told = [
    t('importing.questions', { count: questions }),
    groups > 0 && t('importing.groups', { count: groups }),
    repeats > 0 && t('importing.repeats', { count: repeats }),
    languages.length > 1 && languages.join(', '),
  ].filter(Boolean);
  return (
    <>
      {content ? (
        <Notice tone="done" title={t('importing.good')}>
          {told.join(' · ')}
        </Notice>
      ) : (
        <Notice tone="late" title={t('importing.refused', { count: errors.length })}>
          {t('importing.refusedWords')}
        </Notice>
      )}
      <FaultList title={t('importing.errors')} faults={errors} tone="late" />
      <FaultList title={t('importing.warnings')} faults={warnings} tone="soon" />
      {content && <Save content={content} fileName={fileName} onClose={onClose} {...(templateId && { templateId })} />}
    </>
  );
}

interface SaveProps {
  content: TemplateContent;
  fileName: string;
  onClose: () => void;
  templateId?: string;
}

function Save({ content, fileName, onClose, templateId }: SaveProps) {
  const { t } = useTranslation('templates');
  const { t: words } = useTranslation('case');
  const workspace = useWorkspace();
  const notices = useNotices();
  const navigate = useNavigate();
  const [title, setTitle] = useState(content.title || fileName.replace(/\.\w+$/, ''));
  const [chosen, setChosen] = useState<string[]>([]);
  const [note, setNote] = useState('');
  const [isSaving, setSaving] = useState(false);
  const save = async (state: 'draft' | 'published') => {
    setSaving(true);
    try {
      const saved = templateId
        ? await addVersion(workspace, templateId, content, note.trim())
        : await addTemplate(workspace, { title: title.trim(), sectors: chosen as Sector[], content, state });
      notices.done(t('importing.saved', { title: saved.title }));
      onClose();
      navigate(paths.template(saved.id));
    } catch (thrown) {
      notices.problem(thrown);
      setSaving(false);
    }
  };
  return (
    <>
      {templateId ? (
        <TextInput
          label={t('importing.note')}
          value={note}
          maxLength={500}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
      ) : (
        <>
          <TextInput
            label={t('importing.name')}
            value={title}
            maxLength={500}
            onChange={(event) => setTitle(event.currentTarget.value)}
            error={title.trim() === '' && t('importing.nameMissing')}
            required
          />
          <Checkbox.Group label={t('importing.sectors')} value={chosen} onChange={setChosen}>
            <Group gap={16} mt={6}>
              {sectors.map((sector) => (
                <Checkbox key={sector} value={sector} label={words(`sector.${sector}`)} />
              ))}
            </Group>
          </Checkbox.Group>
        </>
      )}
      <Group justify="flex-end" gap={12}>
        <Button
          variant={templateId ? 'filled' : 'default'}
          onClick={() => void save('draft')}
          loading={isSaving}
          disabled={!templateId && title.trim() === ''}
        >
          {t('importing.draft')}
        </Button>
        {!templateId && (
          <Button onClick={() => void save('published')} loading={isSaving} disabled={title.trim() === ''}>
            {t('importing.publish')}
          </Button>
        )}
      </Group>
    </>
  );
}
