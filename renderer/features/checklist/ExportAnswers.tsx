import { Menu } from '@mantine/core';
import { IconFileExport } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AnsweredForm } from '../../../forms/answers/answer-rows.ts';
import { useBridge } from '../../app/workspace-context.tsx';
import { useCaseFile } from '../../ui/case/case-file.tsx';
import { useNotices } from '../../ui/notices.tsx';
import { saveMade } from '../../ui/save-made.ts';
import { useFormat } from '../../ui/use-format.ts';
import styles from './SectionNav.module.css';
import { useAnsweredForms } from './use-answered-forms.ts';

type Language = 'vi' | 'en';

/** Their writers are large, and few take answers elsewhere. */
const writers = {
  xlsx: async (forms: readonly AnsweredForm[], language: Language) =>
    (await import('../../../forms/answers/answers-xlsx.ts')).answersXlsx(forms, language),
  csv: async (forms: readonly AnsweredForm[], language: Language) =>
    (await import('../../../forms/answers/answers-csv.ts')).answersCsv(forms, language),
  json: async (forms: readonly AnsweredForm[]) =>
    (await import('../../../forms/answers/answers-json.ts')).answersJson(forms),
};
const kinds = ['xlsx', 'csv', 'json'] as const;

/** Writes all that is asked and answered in the case's checklist to a place that is asked for. */
export function ExportAnswers() {
  const { t } = useTranslation('checklist');
  const { inspectionCase } = useCaseFile();
  const { language } = useFormat();
  const answered = useAnsweredForms();
  const shell = useBridge();
  const notices = useNotices();
  const [isBusy, setBusy] = useState(false);
  const save = async (kind: (typeof kinds)[number]) => {
    setBusy(true);
    try {
      const bytes = await writers[kind](answered(), language);
      const name = t('export.name', { case: inspectionCase.number || inspectionCase.entityName });
      if ((await saveMade(shell, name, `.${kind}`, new Blob([bytes.slice()]))) !== null) notices.done(t('export.done'));
    } catch (thrown) {
      notices.problem(thrown);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <button type="button" className={styles.filter} disabled={isBusy}>
          <IconFileExport size={17} stroke={1.7} aria-hidden />
          {t('export.title')}
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {kinds.map((kind) => (
          <Menu.Item key={kind} onClick={() => void save(kind)}>
            {t(`export.${kind}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
