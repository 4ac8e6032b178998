import { useEffect, useMemo, useRef, useState } from 'react';
import { DelayedSave } from '../data/delayed-save.ts';
import { ownNotes } from '../data/own-notes.ts';
import type { Collections } from '../data/workspace.ts';
import { useRemembered } from './memory.tsx';
import { useNotices } from './notices.tsx';

export interface DraftText {
  readonly text: string;
  /** Takes what was typed; it is kept on this device when the typing pauses. */
  type(text: string): void;
  /** It has become part of something else. */
  finish(): void;
}

/**
 * A text that is being written and is not yet part of anything. It is there again on coming back, also after the program was
 * killed. `name` is unique in the program, and stays for as long as the component does.
 */
export function useDraftText(collections: Collections, name: string): DraftText {
  const notices = useNotices();
  const notes = useMemo(() => ownNotes(collections), [collections]);
  const [typed, remember] = useRemembered<string | null>(name, null);
  const [kept, setKept] = useState('');
  const onProblem = useRef(notices.problem);
  useEffect(() => {
    onProblem.current = notices.problem;
  });
  const saver = useMemo(
    () =>
      new DelayedSave<string>({
        save: (text) => (text === '' ? notes.forget(name) : notes.write(name, text)),
        onSaved: (_, thrown) => {
          if (thrown !== null) onProblem.current(thrown);
        },
      }),
    [notes, name],
  );
  useEffect(() => {
    let wanted = true;
    notes.read(name).then(
      (note) => wanted && typeof note === 'string' && setKept(note),
      (thrown) => onProblem.current(thrown),
    );
    return () => {
      wanted = false;
      void saver.flush();
    };
  }, [notes, saver, name]);
  const type = (text: string) => {
    remember(text);
    saver.set(text);
  };
  const finish = () => {
    type('');
    void saver.flush();
  };
  return { text: typed ?? kept, type, finish };
}
