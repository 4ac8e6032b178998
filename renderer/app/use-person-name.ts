import { useCallback, useMemo } from 'react';
import { Value } from 'typebox/value';
import { PersonCardData } from '../../shared/schema/reference-data.ts';
import { useDocuments } from '../ui/use-documents.ts';
import { usePerson, useWorkspace } from './workspace-context.tsx';

/** Name of a person by id, from the people cards of the reference data; empty when this device knows none. */
export function usePersonName(): (personId: string) => string {
  const { reference } = useWorkspace().collections;
  const me = usePerson();
  const cards = useDocuments(reference.find({ selector: { kind: 'person' } }));
  const names = useMemo(() => {
    const known = new Map([[me.id, me.name]]);
    for (const { data } of cards.value) if (Value.Check(PersonCardData, data)) known.set(data.personId, data.name);
    return known;
  }, [cards.value, me]);
  return useCallback((personId: string) => names.get(personId) ?? '', [names]);
}
