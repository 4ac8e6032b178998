import type { Sector } from '../../../shared/schema/common.ts';
import type { ManagedEntity } from '../../../shared/schema/entities.ts';
import { useWorkspace } from '../../app/workspace-context.tsx';
import { useStandingEntity } from '../../ui/case/use-standing-entity.ts';
import type { CaseDraft } from './draft.ts';

export interface DraftEntity {
  /** The chosen one; null while a new one is described, or none. */
  readonly known: ManagedEntity | null;
  readonly sectors: readonly Sector[];
}

const noSectors: readonly Sector[] = [];

/** The entity that a draft is about. */
export function useDraftEntity({ entityId, newEntity }: CaseDraft): DraftEntity {
  const { entities } = useWorkspace().collections;
  const known = useStandingEntity(entities, entityId);
  return { known, sectors: newEntity?.sectors ?? known?.sectors ?? noSectors };
}
