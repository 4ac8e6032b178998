import { useMemo } from 'react';
import { sameNumber } from '../../../shared/domain/document/number.ts';
import type { OfficialDocument } from '../../../shared/schema/documents.ts';
import { useCaseFile } from '../../ui/case/case-file.tsx';
import { useDocuments } from '../../ui/use-documents.ts';

/** The other document on this laptop that bears this one's number, live; null where none does. */
export function useSameNumber(document: OfficialDocument): OfficialDocument | null {
  const { workspace } = useCaseFile();
  const { documents } = workspace.collections;
  const digits = /^\s*0*(\d+)/.exec(document.number)?.[1];
  const query = useMemo(
    () => (digits ? documents.find({ selector: { number: { $regex: `^\\s*0*${digits}\\D` } } }) : null),
    [documents, digits],
  );
  return sameNumber(useDocuments(query).value, document);
}
