import { useMemo } from 'react';
import type { ManagedEntity } from '../../../shared/schema/entities.ts';
import { standingRecord } from '../../data/same-entities.ts';
import type { Collections } from '../../data/workspace.ts';
import { useDocument } from '../use-documents.ts';

/** The entity with this id, or the record that stands for it where it was registered twice; null where there is none. */
export function useStandingEntity(entities: Collections['entities'], id: string | null): ManagedEntity | null {
  const record = useMemo(() => (id === null ? null : { $: standingRecord(entities, id) }), [entities, id]);
  return useDocument<ManagedEntity>(record).value;
}
