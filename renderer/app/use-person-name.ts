import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Value } from 'typebox/value';
import { serverName } from '../../shared/schema/people.ts';
import { PersonCardData } from '../../shared/schema/reference-data.ts';
import { useDocuments } from '../ui/use-documents.ts';
import { usePerson, useWorkspace } from './workspace-context.tsx';

/** Name of a person by id, or of the server, from the people cards of the reference data; empty when this device knows none. */
export function usePersonName(): (personId: string) => string {
  const { reference } = useWorkspace().collections;
  const { t } = useTranslation();
  const me = usePerson();
  const cards = useDocuments(reference.find({ selector: { kind: 'person' } }));
  const names = useMemo(() => {
    const known = new Map([[serverName, t('person.server')]]);
    known.set(me.id, me.name);
    for (const { data } of cards.value) if (Value.Check(PersonCardData, data)) known.set(data.personId, data.name);
    return known;
  }, [cards.value, me, t]);
  return useCallback((personId: string) => names.get(personId) ?? '', [names]);
}
