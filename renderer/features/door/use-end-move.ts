import { movesOpenTo } from '../../../shared/domain/workflow/moves.ts';
import type { Edge } from '../../../shared/domain/workflow/workflow.ts';
import { usePerson } from '../../app/workspace-context.tsx';
import { useCaseFile } from '../../ui/case/case-file.tsx';

/** The step that ends the visit; null where it is not this person's. */
export function useEndMove(): Edge | null {
  const { inspectionCase } = useCaseFile();
  const person = usePerson();
  return movesOpenTo(inspectionCase, person).find(({ from, to }) => from === 'onSite' && to === 'reporting') ?? null;
}
