import { useTranslation } from 'react-i18next';
import { useBridge, useWorkspace } from '../../app/workspace-context.tsx';
import { dayOf } from '../../ui/format.ts';
import { useNotices } from '../../ui/notices.tsx';

/** Writes a JSON text to a file that the person chooses; says so when it is there. */
export function useSaveFile(): (name: string, text: () => Promise<string>) => void {
  const { t } = useTranslation('outbox');
  const shell = useBridge();
  const notices = useNotices();
  const workspace = useWorkspace();
  return (name, text) => {
    const write = async () => {
      const suggestedName = `${name}-${dayOf(workspace.now())}.json`;
      const path = await shell.call('file.save', { suggestedName, text: await text() });
      if (path) notices.done(t('exported'));
    };
    write().catch(notices.problem);
  };
}
