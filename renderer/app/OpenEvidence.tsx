import { type ReactNode, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { problemOf } from '../../shared/problem/problem.ts';
import { type EvidenceFiles, openEvidenceFiles } from '../data/evidence/evidence-files.ts';
import { EvidenceFilesProvider } from '../ui/evidence/evidence-files.tsx';
import { useNotices } from '../ui/notices.tsx';
import { useHeldOriginals } from './use-held-originals.ts';
import { useSaveCaptured } from './use-save-captured.ts';
import { useBridge, useWorkspace } from './workspace-context.tsx';

/** Opens the originals of who is signed in for the pages within, and takes over what an earlier start left of them. */
export function OpenEvidence({ children }: { children: ReactNode }) {
  const { t } = useTranslation('evidence');
  const workspace = useWorkspace();
  const shell = useBridge();
  const notices = useNotices();
  const isHeld = useHeldOriginals() !== null;
  /** As it is when they are opened: a change after that opens nothing anew. */
  const heldNow = useRef(isHeld);
  const [files, setFiles] = useState<EvidenceFiles | null>(null);
  // Before the first painting: no page is drawn twice.
  useLayoutEffect(() => {
    const { origin } = window.location;
    const fetch = window.fetch.bind(window);
    const opened = openEvidenceFiles({ workspace, shell, fetch, origin, isHeld: heldNow.current });
    setFiles(opened);
    return () => opened.close();
  }, [workspace, shell]);
  useEffect(() => {
    heldNow.current = isHeld;
    files?.uploads.hold(isHeld);
  }, [files, isHeld]);
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
  useSaveCaptured(files);
  return files && <EvidenceFilesProvider files={files}>{children}</EvidenceFilesProvider>;
}
