import { useMemo, useState } from 'react';
import { useWorkspace } from '../../app/workspace-context.tsx';
import { type DraftHandle, useDraft } from '../../ui/use-draft.ts';
import { type CaseDraft, draftFrom, draftNote, emptyDraft, isUntouched } from './draft.ts';

export interface CaseDraftHandle extends Pick<DraftHandle<CaseDraft>, 'become'> {
  readonly draft: CaseDraft;
  /** True when the draft was there already on coming in. */
  readonly restored: boolean;
  change(part: Partial<CaseDraft>): void;
  /** Begins anew; what was there can be put back with `replace`. */
  startOver(): void;
  replace(draft: CaseDraft): void;
}

/** The draft of a new case, kept on this device at every pause in the typing; null until it has been read. */
export function useCaseDraft(): CaseDraftHandle | null {
  const { collections, session } = useWorkspace();
  const { value, found, type, become } = useDraft(collections, 'cases', draftNote, draftFrom);
  const [isAnew, setAnew] = useState(false);
  const empty = useMemo(() => emptyDraft(session.person), [session]);
  if (found === undefined) return null;
  const draft = value ?? empty;
  return {
    draft,
    restored: !isAnew && found !== null && !isUntouched(found, session.person),
    change: (part) => type({ ...draft, ...part }),
    startOver: () => {
      setAnew(true);
      type(empty);
    },
    replace: type,
    become,
  };
}
