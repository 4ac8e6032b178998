import { createContext, type ReactNode, useContext } from 'react';
import type { OfficialDocument } from '../../../shared/schema/documents.ts';
import type { FormData } from '../../../shared/schema/reference-data.ts';
import type { NewDocument } from '../../data/workspace.ts';

type Change = Partial<Omit<NewDocument<'documents'>, 'id'>>;

/** The document whose page this is, live. */
export interface DocumentFile {
  readonly document: OfficialDocument;
  readonly form: FormData;
  /** Its text may be changed: by this person, in this state, and nobody's signature would be void unasked. */
  readonly isOpen: boolean;
  /** What is not of the text may be changed: who has signed, which copies went where. */
  readonly mayFollowUp: boolean;
  /** Saves a change; `seen`: the document over which it was typed. */
  readonly change: (edit: (current: OfficialDocument) => Change, seen?: OfficialDocument) => Promise<OfficialDocument>;
}

const Context = createContext<DocumentFile | null>(null);

export function DocumentFileProvider({ file, children }: { file: DocumentFile; children: ReactNode }) {
  return <Context value={file}>{children}</Context>;
}

export function useDocumentFile(): DocumentFile {
  const file = useContext(Context);
  if (!file) throw new Error('useDocumentFile outside DocumentFileProvider');
  return file;
}
