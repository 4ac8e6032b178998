import { type RefObject, useEffect, useRef } from 'react';
import { useLocation } from 'react-router';
import { useCaseFile } from '../../ui/case/case-file.tsx';
import { type DraftHandle, useDraft } from '../../ui/use-draft.ts';
import { type EntryDraft, emptyEntry, entryIn } from './entry-draft.ts';

interface EntryWriting {
  readonly draft: DraftHandle<EntryDraft>;
  /** The field of its words. */
  readonly words: RefObject<HTMLTextAreaElement | null>;
}

/** The line of a case's diary that is being written; whoever comes for a day (`asked`, yyyy-mm-dd) writes about that. */
export function useEntryDraft(asked: string | null): EntryWriting {
  const { workspace, inspectionCase } = useCaseFile();
  const draft = useDraft(workspace.collections, 'activity', `diary:${inspectionCase.id}`, entryIn);
  const words = useRef<HTMLTextAreaElement>(null);
  const { key } = useLocation();
  const answered = useRef<string | null>(null);
  const isRead = draft.found !== undefined;
  useEffect(() => {
    if (asked === null || !isRead || answered.current === key) return;
    answered.current = key;
    draft.type({ ...(draft.value ?? emptyEntry), day: asked });
    words.current?.focus();
  });
  return { draft, words };
}
