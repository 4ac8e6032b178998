import { Button } from '@mantine/core';
import { IconFileExport } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TemplateContent } from '../../../shared/schema/template-content.ts';
import { useBridge } from '../../app/workspace-context.tsx';
import { useNotices } from '../../ui/notices.tsx';
import { saveMade } from '../../ui/save-made.ts';

/** Writes a template as a form in XLSForm, and the lists that it takes from files, each to a place that is asked for. */
export function ExportForm({ title, content }: { title: string; content: TemplateContent }) {
  const { t } = useTranslation('templates');
  const shell = useBridge();
  const notices = useNotices();
  const [isBusy, setBusy] = useState(false);
  const save = async () => {
    setBusy(true);
    try {
      // Its writer is large, and few take a template elsewhere.
      const { exportXlsForm } = await import('../../../forms/xlsform/export-xlsform.ts');
      const { workbook, files } = await exportXlsForm(content);
      const parts = [
        [title, '.xlsx', workbook] as const,
        ...[...files].map(([name, bytes]) => [name, '', bytes] as const),
      ];
      for (const [name, ending, bytes] of parts) {
        if ((await saveMade(shell, name, ending, new Blob([bytes.slice()]))) === null) return;
      }
      notices.done(t('exported', { title }));
    } catch (thrown) {
      notices.problem(thrown);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Button
      variant="default"
      leftSection={<IconFileExport size={18} stroke={1.7} aria-hidden />}
      onClick={() => void save()}
      loading={isBusy}
    >
      {t('export')}
    </Button>
  );
}
