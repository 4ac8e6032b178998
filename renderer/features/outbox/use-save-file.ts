import { useTranslation } from 'react-i18next';
import { useBridge, useWorkspace } from '../../app/workspace-context.tsx';
import { dayOf } from '../../ui/format.ts';
import { useNotices } from '../../ui/notices.tsx';

/** Writes a JSON text to a file that the person chooses, and says so when it is there; false when it is not. */
export function useSaveFile(): (name: string, text: () => Promise<string>) => Promise<boolean> {
  const { t } = useTranslation('outbox');
  const shell = useBridge();
  const notices = useNotices();
  const workspace = useWorkspace();
  return async (name, text) => {
    try {
      const suggestedName = `${name}-${dayOf(workspace.now())}.json`;
      const path = await shell.call('file.save', { suggestedName, text: await text() });
      if (path) notices.done(t('exported'));
      return path !== null;
    } catch (thrown) {
      notices.problem(thrown);
      return false;
    }
  };
}
