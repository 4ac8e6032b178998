import { useBridge } from '../../app/workspace-context.tsx';
import { useCaseFile } from '../../ui/case/case-file.tsx';
import { useNotices } from '../../ui/notices.tsx';

/** Of a case, in the bar. */
const longestName = 200;

/** Opens the window in which public pages are captured into a case, tied to what they show. */
export function useOpenCapture(ties: readonly string[]): () => void {
  const shell = useBridge();
  const notices = useNotices();
  const { inspectionCase } = useCaseFile();
  const { id: caseId, number, entityName } = inspectionCase;
  return () => {
    shell
      .call('capture.open', {
        aim: { caseId, ties: [...ties] },
        caseName: [number, entityName].filter(Boolean).join(' · ').slice(0, longestName),
      })
      .catch(notices.problem);
  };
}
