import { useBridge } from '../../app/workspace-context.tsx';
import { useNotices } from '../../ui/notices.tsx';

/** Opens the window in which public pages are captured into a case, tied to what they show. */
export function useOpenCapture(caseId: string, ties: readonly string[]): () => void {
  const shell = useBridge();
  const notices = useNotices();
  return () => {
    shell.call('capture.open', { caseId, ties: [...ties] }).catch(notices.problem);
  };
}
