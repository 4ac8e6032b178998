import { useMemo } from 'react';
import { catalogueOf, type PenaltyCatalogue } from '../../../shared/domain/penalty/catalogue.ts';
import type { Workspace } from '../../data/workspace.ts';
import { type ReferenceOf, useReference } from '../use-reference.ts';

const catalogues = new WeakMap<object, PenaltyCatalogue>();

/** The penalty catalogue of this device, prepared once for all who ask. */
export function usePenaltyCatalogue(workspace: Workspace): PenaltyCatalogue {
  const penalties: readonly ReferenceOf<'penalty'>[] = useReference(workspace, 'penalty').value;
  return useMemo(() => {
    const known = catalogues.get(penalties);
    if (known) return known;
    const made = catalogueOf(penalties);
    catalogues.set(penalties, made);
    return made;
  }, [penalties]);
}
