import { useEffect, useMemo, useRef, useState } from 'react';
import { DelayedSave } from '../data/delayed-save.ts';
import { useNotices } from './notices.tsx';

export interface TypedFields<Fields extends object> {
  /** The fields as the person sees them: what was typed over what is stored. */
  readonly fields: Fields;
  /** Takes what was typed; it is saved when the typing pauses. */
  type<Key extends keyof Fields>(key: Key, value: Fields[Key]): void;
  /** Saves now, on leaving a field: from then on it shows what is stored. */
  flush(): void;
}

interface TypedFieldsOptions<Fields extends object, Document> {
  /** Names the document: another one begins afresh, and what was typed in the one before is saved. */
  readonly id: string;
  /** The document as it is stored, and its fields. */
  readonly document: Document;
  readonly stored: Fields;
  /** `seen`: the document as it was when the typing began. */
  readonly save: (changes: Partial<Fields>, seen: Document) => Promise<unknown>;
}

/**
 * Fields of one stored document that are being typed in. What could not be saved stays on the screen and is tried again;
 * what a colleague has written meanwhile is not put under the cursor, and does not count as seen.
 */
export function useTypedFields<Fields extends object, Document>(
  options: TypedFieldsOptions<Fields, Document>,
): TypedFields<Fields> {
  const { id, document, stored, save } = options;
  const notices = useNotices();
  const latest = useRef(notices);
  // A save belongs to one document, and what it depends on is read after the first render: the newest of this id counts.
  const target = useMemo(() => ({ id, save: notRendered as typeof save }), [id]);
  const typed = useRef<Partial<Fields>>({});
  const saved = useRef(new Set<keyof Fields>());
  const seenBefore = useRef<{ readonly document: Document } | null>(null);
  /** True from the first key until the field is left. */
  const isTyping = useRef(false);
  const [, redraw] = useState(0);
  useEffect(() => {
    latest.current = notices;
    target.save = save;
  });

  const saver = useMemo(() => {
    typed.current = {};
    saved.current = new Set();
    seenBefore.current = null;
    isTyping.current = false;
    return new DelayedSave<{ readonly changes: Partial<Fields>; readonly seen: Document }>({
      save: ({ changes, seen }) => target.save(changes, seen),
      onSaved: ({ changes, seen }, thrown) => {
        if (thrown !== null) return latest.current.problem(thrown);
        // What was typed during the save was still typed over the same state.
        const isLast = typed.current === changes && seenBefore.current?.document === seen;
        if (isLast && !isTyping.current) seenBefore.current = null;
        for (const key of Object.keys(changes) as (keyof Fields)[]) {
          if (typed.current[key] === changes[key]) saved.current.add(key);
        }
      },
    });
  }, [target]);
  useEffect(() => () => void saver.flush(), [saver]);

  const showStored = () => {
    typed.current = { ...typed.current };
    for (const key of saved.current) delete typed.current[key];
    saved.current.clear();
  };
  // What is saved is shown from the store again as soon as the store has shown something newer.
  const seen = useRef(stored);
  const isNews = useRef(false);
  if (seen.current !== stored) {
    seen.current = stored;
    isNews.current = true;
  }
  if (isNews.current && !isTyping.current) {
    isNews.current = false;
    showStored();
  }

  return {
    fields: { ...stored, ...typed.current },
    type: (key, value) => {
      typed.current = { ...typed.current, [key]: value };
      saved.current.delete(key);
      isTyping.current = true;
      seenBefore.current ??= { document };
      saver.set({ changes: typed.current, seen: seenBefore.current.document });
      redraw((count) => count + 1);
    },
    flush: () => {
      isTyping.current = false;
      void saver.flush().then(() => {
        if (!saver.isPending && !isTyping.current) seenBefore.current = null;
        redraw((count) => count + 1);
      });
    },
  };
}

function notRendered(): Promise<never> {
  return Promise.reject(new Error('nothing is typed before the first render'));
}
