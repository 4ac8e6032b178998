import { useEffect, useMemo, useRef, useState } from 'react';
import { TypedDraft } from '../data/typed-draft.ts';
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

/** Fields of one stored document that are being typed in: a `TypedDraft` on the screen. */
export function useTypedFields<Fields extends object, Document>(
  options: TypedFieldsOptions<Fields, Document>,
): TypedFields<Fields> {
  const { id, document, stored, save } = options;
  const notices = useNotices();
  const latest = useRef(notices);
  const [, redraw] = useState(0);
  // A save belongs to one document, and what it depends on is read after the first render: the newest of this id counts.
  const target = useMemo(() => ({ id, save: notRendered as typeof save }), [id]);
  useEffect(() => {
    latest.current = notices;
    target.save = save;
  });
  const draft = useMemo(
    () =>
      new TypedDraft<Fields, Document>({
        save: (changes, seen) => target.save(changes, seen),
        onProblem: (thrown) => latest.current.problem(thrown),
      }),
    [target],
  );
  useEffect(() => () => void draft.leave(), [draft]);
  const drawAgain = () => redraw((count) => count + 1);
  return {
    fields: draft.show(stored),
    type: (key, value) => {
      draft.type(key, value, document);
      drawAgain();
    },
    flush: () => void draft.leave().then(drawAgain),
  };
}

function notRendered(): Promise<never> {
  return Promise.reject(new Error('nothing is typed before the first render'));
}
