import { useMemo } from 'react';
import { type KnownPerson, knownPeople } from '../../../shared/domain/document/people.ts';
import { useCaseFile } from '../../ui/case/case-file.tsx';
import { useDocuments } from '../../ui/use-documents.ts';
import { useReference } from '../../ui/use-reference.ts';

/** How far back people are looked for: documents of the same entity. */
const mostDocuments = 60;

/** Everybody who may be present: the team, who represents the entity, and those of its earlier documents, the newest first. */
export function useKnownPeople(): readonly KnownPerson[] {
  const { workspace, inspectionCase, entity } = useCaseFile();
  const { documents } = workspace.collections;
  const { entityId, team } = inspectionCase;
  const query = useMemo(
    () =>
      documents.find({
        selector: { entityId: { $eq: entityId } },
        sort: [{ entityId: 'desc' }, { updatedAt: 'desc' }],
        limit: mostDocuments,
      }),
    [documents, entityId],
  );
  const earlier = useDocuments(query).value;
  const cards = useReference(workspace, 'person').value;
  return useMemo(
    () => knownPeople({ team, cards: cards.map(({ data }) => data), entity, earlier }),
    [team, cards, entity, earlier],
  );
}
