import { useState } from 'react';
import type { Missing } from '../../../shared/domain/workflow/conditions.ts';
import { missingFor, movesOpenTo } from '../../../shared/domain/workflow/moves.ts';
import type { Edge } from '../../../shared/domain/workflow/workflow.ts';
import { usePerson } from '../../app/workspace-context.tsx';
import { useCaseFile } from '../../ui/case/case-file.tsx';

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
  /** What keeps the case from being approved. */
  readonly missing: readonly Missing[];
  /** The move that is being asked about. */
  readonly asked: Edge | null;
  readonly stop: () => void;
}

/** What a reviewer may do with the case that is on the screen. */
export function useReviewMoves(): ReviewMoves {
  const { inspectionCase, facts } = useCaseFile();
  const person = usePerson();
  const [asked, setAsked] = useState<Edge | null>(null);
  const open = movesOpenTo(inspectionCase, person);
  const approval = open.find((edge) => edge.to === 'approved');
  const missing = approval ? missingFor(approval, facts) : [];
  const moveAlong = (edge: Edge | undefined): ReviewMove | null =>
    edge ? { edge, start: () => setAsked(edge) } : null;
  return {
    mayReview: open.some((edge) => edge.to === 'approved' || edge.to === 'returned'),
    approve: missing.length === 0 ? moveAlong(approval) : null,
    sendBack: moveAlong(open.find((edge) => edge.to === 'returned')),
    missing,
    asked,
    stop: () => setAsked(null),
  };
}
