import { useState } from 'react';
import { missingFor, movesOpenTo } from '../../../shared/domain/workflow/moves.ts';
import type { Edge } from '../../../shared/domain/workflow/workflow.ts';
import { usePerson } from '../../app/workspace-context.tsx';
import { useCaseFile } from '../../ui/case/case-file.tsx';
import type { NumberedRemark } from './lines.ts';

export interface ReviewMove {
  readonly edge: Edge;
  /** Opens the question that comes before the move. */
  readonly start: () => void;
}

export interface ReviewMoves {
  /** True for whoever may approve or send back this case now. */
  readonly mayReview: boolean;
  readonly approve: ReviewMove | null;
  readonly sendBack: ReviewMove | null;
  /** Remarks that keep the case from being approved. */
  readonly mustMend: number;
  /** The move that is being asked about. */
  readonly asked: Edge | null;
  readonly stop: () => void;
}

/** What a reviewer may do with the case that is on the screen. */
export function useReviewMoves(remarks: readonly NumberedRemark[]): ReviewMoves {
  const { inspectionCase } = useCaseFile();
  const person = usePerson();
  const [asked, setAsked] = useState<Edge | null>(null);
  const open = movesOpenTo(inspectionCase, person);
  const unmended = remarks
    .filter(({ remark, state }) => remark.mustMend && state === 'open')
    .map(({ remark }) => remark);
  const facts = { inspectionCase, requiredUnanswered: [], findings: [], openRemarks: unmended, openConflicts: [] };
  const moveTo = (state: 'approved' | 'returned', isFree: (edge: Edge) => boolean): ReviewMove | null => {
    const edge = open.find((each) => each.to === state);
    return edge && isFree(edge) ? { edge, start: () => setAsked(edge) } : null;
  };
  return {
    mayReview: open.some((edge) => edge.to === 'approved' || edge.to === 'returned'),
    approve: moveTo('approved', (edge) => missingFor(edge, facts).length === 0),
    sendBack: moveTo('returned', () => true),
    mustMend: unmended.length,
    asked,
    stop: () => setAsked(null),
  };
}
