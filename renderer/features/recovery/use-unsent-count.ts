import { useEffect, useState } from 'react';
import { problemOf } from '../../../shared/problem/problem.ts';
import { useBridge } from '../../app/workspace-context.tsx';

/** Changes that had not been sent when the person last worked here: what the people list says. */
export function useUnsentCount(personId: string): number {
  const shell = useBridge();
  const [count, setCount] = useState(0);
  useEffect(() => {
    shell.call('people.list', null).then(
      (people) => setCount(people.find(({ person }) => person.id === personId)?.unsent ?? 0),
      (thrown) => console.warn('people list:', problemOf(thrown).code),
    );
  }, [shell, personId]);
  return count;
}
