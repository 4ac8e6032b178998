import { type RefObject, useEffect, useRef } from 'react';
import { useLocation, useSearchParams } from 'react-router';
import { useCaseFile } from '../../ui/case/case-file.tsx';
import { type DraftHandle, useDraft } from '../../ui/use-draft.ts';
import { type EntryDraft, emptyEntry, entryIn } from './entry-draft.ts';

interface EntryWriting {
  readonly draft: DraftHandle<EntryDraft>;
  /** The field of its words. */
  readonly words: RefObject<HTMLTextAreaElement | null>;
}

/** The line of a case's diary that is being written; whoever comes for a day (`?day=yyyy-mm-dd`) writes about that. */
export function useEntryDraft(): EntryWriting {
  const { workspace, inspectionCase } = useCaseFile();
  const draft = useDraft(workspace.collections, 'activity', `diary:${inspectionCase.id}`, entryIn);
  const words = useRef<HTMLTextAreaElement>(null);
  const { key } = useLocation();
  const [query, setQuery] = useSearchParams();
  const asked = query.get('day');
  const answered = useRef<string | null>(null);
  const isRead = draft.found !== undefined;
  useEffect(() => {
    if (asked === null || !isRead || answered.current === key) return;
    answered.current = key;
    draft.type({ ...(draft.value ?? emptyEntry), day: asked });
    words.current?.focus();
    // Now, and not once the line is saved: whoever has gone to another tab by then stays there.
    setQuery({}, { replace: true });
  });
  return { draft, words };
}
