import { useDebouncedValue } from '@mantine/hooks';
import { useEffect, useState } from 'react';
import type { RxCollection } from 'rxdb';
import { problemOf } from '../../../shared/problem/problem.ts';
import type { InspectionCase } from '../../../shared/schema/cases.ts';
import type { ManagedEntity } from '../../../shared/schema/entities.ts';
import { useWorkspace } from '../../app/workspace-context.tsx';
import { standingRecords } from '../../data/same-entities.ts';
import { plainOf } from '../../ui/use-documents.ts';

export interface Found {
  readonly cases: readonly InspectionCase[];
  readonly entities: readonly ManagedEntity[];
  /** The words that these were found by: while it lags behind what is typed, nothing is called missing. */
  readonly query: string;
}

const nothing: Found = { cases: [], entities: [], query: '' };
const mostCases = 8;
const mostEntities = 5;
const typingMs = 60;

/** Documents by their ids, in the order of the ids. */
async function byIds<Data extends { id: string }>(
  collection: RxCollection<Data>,
  ids: readonly string[],
): Promise<readonly Data[]> {
  const found = await collection.findByIds([...ids]).exec();
  return ids.flatMap((id) => found.get(id) ?? []).map((document) => plainOf<Data>(document));
}

/** Cases and entities by full text, tones or not, as one types. */
export function useFound(typed: string): Found {
  const workspace = useWorkspace();
  const [query] = useDebouncedValue(typed.trim(), typingMs);
  const [found, setFound] = useState<Found>(nothing);

  useEffect(() => {
    if (!query) return setFound(nothing);
    let stale = false;
    const search = async () => {
      const [caseIds, entityIds] = await Promise.all([
        workspace.search('cases', query, mostCases),
        workspace.search('entities', query, mostEntities),
      ]);
      const [cases, entities] = await Promise.all([
        byIds(workspace.collections.cases, caseIds),
        standingRecords(workspace.collections.entities, entityIds),
      ]);
      if (!stale) setFound({ cases, entities, query });
    };
    search().catch((thrown) => {
      console.warn('palette search:', problemOf(thrown).code);
      if (!stale) setFound({ ...nothing, query });
    });
    return () => {
      stale = true;
    };
  }, [workspace, query]);

  return found;
}
