import { createContext, type ReactNode, useContext } from 'react';
import type { EvidenceFiles } from '../../data/evidence/evidence-files.ts';

const Context = createContext<EvidenceFiles | null>(null);

export function EvidenceFilesProvider({ files, children }: { files: EvidenceFiles; children: ReactNode }) {
  return <Context value={files}>{children}</Context>;
}

/** The originals on this laptop; only on pages of a signed-in person. */
export function useEvidenceFiles(): EvidenceFiles {
  const files = useContext(Context);
  if (!files) throw new Error('useEvidenceFiles outside EvidenceFilesProvider');
  return files;
}
