import { useEffect, useMemo, useRef, useState } from 'react';
import { DelayedSave } from '../data/delayed-save.ts';
import { isTaken } from '../data/documents.ts';
import { type Draft, ownDraft } from '../data/own-draft.ts';
import { newId } from '../data/ulid.ts';
import type { CollectionName, Collections } from '../data/workspace.ts';
import { useRemembered } from './memory.tsx';
import { useNotices } from './notices.tsx';

export interface DraftHandle<Value> {
  /** Null while nothing is being written, and until it has been read. */
  readonly value: Value | null;
  /** What was there on coming in; undefined until it has been read. */
  readonly found: Value | null | undefined;
  /** Takes what was typed; it is kept on this device when the typing pauses. */
  type(value: Value | null): void;
  /**
   * Makes the document of which this is the draft, under the id that is given, and forgets the draft; tells what went wrong. True
   * once it is made. A second call while the first is at it does nothing.
   */
  become(make: (id: string) => Promise<unknown>): Promise<boolean>;
}

/**
 * What is being written and is no document yet. It is there again on coming back, also after the program was killed, until its
 * document is. `name` is unique in the program; it and `valueIn` stay for as long as the component does.
 */
export function useDraft<Value>(
  collections: Collections,
  collection: CollectionName,
  name: string,
  valueIn: (kept: unknown) => Value | null,
): DraftHandle<Value> {
  const notices = useNotices();
  const own = useMemo(() => ownDraft(collections, collection, name, valueIn), [collections, collection, name, valueIn]);
  const [typed, remember] = useRemembered<Draft<Value> | null | undefined>(name, undefined);
  const [found, setFound] = useState(typed);
  const draft = typed === undefined ? found : typed;
  const isMaking = useRef(false);
  const hasFailed = useRef(false);
  const onProblem = useRef(notices.problem);
  useEffect(() => {
    onProblem.current = notices.problem;
  });
  const saver = useMemo(
    () =>
      new DelayedSave<Draft<Value> | null>({
        save: (next) => own.keep(next),
        onSaved: (_, thrown) => {
          if (thrown !== null) onProblem.current(thrown);
        },
      }),
    [own],
  );
  useEffect(() => {
    let wanted = true;
    const begin = (kept: Draft<Value> | null) => wanted && setFound((before) => (before === undefined ? kept : before));
    own.read().then(begin, (thrown) => {
      onProblem.current(thrown);
      begin(null);
    });
    return () => {
      wanted = false;
      void saver.flush();
    };
  }, [own, saver]);

  const type = (value: Value | null) => {
    // What failed may have been saved after all, as it was then: what is typed now is another document.
    const id = draft && !hasFailed.current ? draft.id : newId();
    hasFailed.current = false;
    const next = value === null ? null : { id, value };
    remember(next);
    saver.set(next);
  };
  const become = async (make: (id: string) => Promise<unknown>) => {
    if (isMaking.current) return false;
    isMaking.current = true;
    try {
      await make(draft?.id ?? newId());
    } catch (thrown) {
      // Taken: an attempt that seemed to fail was saved.
      if (!isTaken(thrown)) {
        hasFailed.current = true;
        notices.problem(thrown);
        return false;
      }
    } finally {
      isMaking.current = false;
    }
    type(null);
    void saver.flush();
    return true;
  };
  return { value: draft?.value ?? null, found: found === undefined ? undefined : (found?.value ?? null), type, become };
}
