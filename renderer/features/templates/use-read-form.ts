import { useEffect, useState } from 'react';
import type { ImportedForm } from '../../../forms/content/imported-form.ts';
import { type Problem, problemOf } from '../../../shared/problem/problem.ts';
import { readForm } from './read-form.ts';

export interface ReadForm {
  /** Null while nothing is chosen, while it is read, and where it can't be. */
  readonly form: ImportedForm | null;
  readonly isReading: boolean;
  readonly problem: Problem | null;
}

const nothing: ReadForm = { form: null, isReading: false, problem: null };

/** Reads the files that were chosen; others that are chosen meanwhile take their place. */
export function useReadForm(files: readonly File[]): ReadForm {
  const [read, setRead] = useState<ReadForm>(nothing);
  useEffect(() => {
    if (files.length === 0) {
      setRead(nothing);
      return;
    }
    setRead({ ...nothing, isReading: true });
    const leaving = new AbortController();
    readForm(files, leaving.signal).then(
      (form) => leaving.signal.aborted || setRead({ ...nothing, form }),
      (thrown: unknown) => leaving.signal.aborted || setRead({ ...nothing, problem: problemOf(thrown) }),
    );
    return () => leaving.abort();
  }, [files]);
  return read;
}
