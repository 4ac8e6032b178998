import { Button } from '@mantine/core';
import { IconFileExport } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TemplateContent } from '../../../shared/schema/template-content.ts';
import { useBridge } from '../../app/workspace-context.tsx';
import { base64Of } from '../../ui/base64-of.ts';
import { useNotices } from '../../ui/notices.tsx';

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
      const parts = [[`${title.slice(0, 150)}.xlsx`, workbook] as const, ...files];
      for (const [suggestedName, bytes] of parts) {
        const base64 = await base64Of(new Blob([bytes.slice()]));
        if ((await shell.call('file.saveMade', { suggestedName, base64 })) === null) return;
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
