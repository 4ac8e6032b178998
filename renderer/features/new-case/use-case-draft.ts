import { useEffect, useMemo, useRef, useState } from 'react';
import { useWorkspace } from '../../app/workspace-context.tsx';
import { DelayedSave } from '../../data/delayed-save.ts';
import { ownNotes } from '../../data/own-notes.ts';
import { useNotices } from '../../ui/notices.tsx';
import { type CaseDraft, draftFrom, draftNote, emptyDraft, isUntouched } from './draft.ts';

export interface CaseDraftHandle {
  readonly draft: CaseDraft;
  /** True when the draft was there already on coming in. */
  readonly restored: boolean;
  change(part: Partial<CaseDraft>): void;
  /** Begins anew; what was there can be put back with `replace`. */
  startOver(): void;
  replace(draft: CaseDraft): void;
  /** The case was made: the draft is no longer needed. */
  finish(): Promise<void>;
}

/** The draft of a new case, kept on this device at every pause in the typing; null until it has been read. */
export function useCaseDraft(): CaseDraftHandle | null {
  const { collections, session } = useWorkspace();
  const notices = useNotices();
  const notes = useMemo(() => ownNotes(collections), [collections]);
  const [draft, setDraft] = useState<CaseDraft | null>(null);
  const [restored, setRestored] = useState(false);
  const onProblem = useRef(notices.problem);
  useEffect(() => {
    onProblem.current = notices.problem;
  });
  const saver = useMemo(
    () =>
      new DelayedSave<CaseDraft>({
        save: (value) => notes.write(draftNote, value),
        onSaved: (_, thrown) => {
          if (thrown !== null) onProblem.current(thrown);
        },
      }),
    [notes],
  );

  useEffect(() => {
    let wanted = true;
    const begin = (found: CaseDraft | null) => {
      if (!wanted) return;
      setRestored(found !== null && !isUntouched(found, session.person));
      setDraft(found ?? emptyDraft(session.person));
    };
    notes.read(draftNote).then(
      (note) => begin(draftFrom(note)),
      (thrown) => {
        onProblem.current(thrown);
        begin(null);
      },
    );
    return () => {
      wanted = false;
      void saver.flush();
    };
  }, [notes, saver, session]);

  if (!draft) return null;
  const replace = (next: CaseDraft) => {
    setDraft(next);
    saver.set(next);
  };
  return {
    draft,
    restored,
    change: (part) => replace({ ...draft, ...part }),
    startOver: () => {
      setRestored(false);
      replace(emptyDraft(session.person));
    },
    replace,
    finish: async () => {
      await saver.flush();
      await notes.forget(draftNote);
    },
  };
}
