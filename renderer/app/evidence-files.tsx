import { createContext, type ReactNode, useContext, useEffect, useLayoutEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { problemOf } from '../../shared/problem/problem.ts';
import { type EvidenceFiles, openEvidenceFiles } from '../data/evidence/evidence-files.ts';
import { useNotices } from '../ui/notices.tsx';
import { useBridge, useWorkspace } from './workspace-context.tsx';

const Context = createContext<EvidenceFiles | null>(null);

/** Opens the originals of who is signed in, and takes over what an earlier start left of them. */
export function EvidenceFilesProvider({ children }: { children: ReactNode }) {
  const { t } = useTranslation('evidence');
  const workspace = useWorkspace();
  const shell = useBridge();
  const notices = useNotices();
  const [files, setFiles] = useState<EvidenceFiles | null>(null);
  // Before the first painting: no page is drawn twice.
  useLayoutEffect(() => {
    const { origin } = window.location;
    const opened = openEvidenceFiles({ workspace, shell, fetch: window.fetch.bind(window), origin });
    setFiles(opened);
    return () => opened.close();
  }, [workspace, shell]);
  useEffect(() => {
    files?.begin().then(
      (taken) => {
        if (taken.length > 0) notices.done(t('takenOver', { count: taken.length }));
      },
      (thrown: unknown) => {
        // Locked meanwhile: it is for the next opening.
        if (problemOf(thrown).code !== 'database.closed') notices.problem(thrown);
      },
    );
  }, [files, notices, t]);
  return files && <Context value={files}>{children}</Context>;
}

export function useEvidenceFiles(): EvidenceFiles {
  const files = useContext(Context);
  if (!files) throw new Error('useEvidenceFiles outside EvidenceFilesProvider');
  return files;
}
