import { useMemo } from 'react';
import {
  checkDuration,
  type DurationCheck,
  durationFor,
  lastDay,
  type ProcedureChoice,
  procedureFor,
} from '../../../shared/domain/procedure/procedure.ts';
import type { DurationData } from '../../../shared/schema/reference-data.ts';
import { useWorkspace } from '../../app/workspace-context.tsx';
import { useReference } from '../../ui/use-reference.ts';
import type { CaseDraft } from './draft.ts';

export interface DraftProcedure {
  /** Day by which it is chosen: that of the decision, else the first day, else today. */
  readonly day: string;
  readonly choice: ProcedureChoice;
  /** Id of the procedure that the case would follow; null while the day has none and the nearest is not accepted. */
  readonly procedureId: string | null;
  /** How long the visit may take; null where the procedure says nothing. */
  readonly limit: DurationData | null;
  /** The last day that the limit allows; null while there is no first day. */
  readonly lastOn: string | null;
  readonly check: DurationCheck | null;
}

/** The procedure that a draft follows, by its kind and date. */
export function useProcedure(draft: CaseDraft, today: string): DraftProcedure {
  const workspace = useWorkspace();
  const procedures = useReference(workspace, 'procedure').value;
  const { kind, legalGround, startsOn, endsOn, nearestAccepted } = draft;
  const day = legalGround.issuedOn ?? startsOn ?? today;
  const { scope } = workspace.session.person;
  return useMemo(() => {
    const choice = procedureFor(kind, day, procedures);
    const procedure = choice.procedure ?? (nearestAccepted ? choice.nearest : null);
    const limit = procedure ? durationFor(procedure, scope) : null;
    return {
      day,
      choice,
      procedureId: procedure?.id ?? null,
      limit,
      lastOn: limit && startsOn ? lastDay(startsOn, limit) : null,
      check: limit && startsOn && endsOn ? checkDuration(startsOn, endsOn, limit) : null,
    };
  }, [kind, day, procedures, nearestAccepted, scope, startsOn, endsOn]);
}
