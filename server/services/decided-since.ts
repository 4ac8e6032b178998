import { isApproved } from '../../shared/domain/workflow/lock.ts';
import type { InspectionCase } from '../../shared/schema/cases.ts';
import type { Queryable } from '../database/connections.ts';
import { holdCases } from '../queries/documents.ts';
import { type HeldState, heldKeyOf, heldStates } from '../queries/held-states.ts';
import type { WireDocument } from './proposal.ts';
import type { RegisteredCollection } from './registry.ts';

interface Returning {
  readonly epoch: string;
  readonly scope: string;
  readonly id: string;
  readonly document: WireDocument;
}

/** Collections whose documents an approval is about. */
const approvedWith: ReadonlySet<string> = new Set(['cases', 'answers', 'findings', 'evidence', 'documents']);

/**
 * Those of the states that come back to a case which has been approved since, on what the older copy held of it: nobody who
 * approved has seen them. The cases stay as they are until the transaction ends.
 */
export async function decidedSince<State extends Returning>(
  client: Queryable,
  { definition, caseIdOf }: RegisteredCollection,
  states: readonly State[],
): Promise<ReadonlySet<State>> {
  if (!approvedWith.has(definition.name)) return new Set();
  const caseOf = ({ epoch, scope, id, document }: State) => ({ epoch, scope, id: caseIdOf?.(document) ?? id });
  // Once a case, however many of its answers come back.
  const cases = new Map(states.map(caseOf).map((key) => [heldKeyOf(key), key]));
  const keys = [...cases.values()];
  const present = await holdCases(client, keys);
  const held = await heldStates(client, 'cases', keys);
  for (const [name, { id }] of cases) {
    const body = present.get(id);
    const isDecided = body !== undefined && isApprovedSince(JSON.parse(body) as InspectionCase, held.get(name));
    if (!isDecided) cases.delete(name);
  }
  return new Set(states.filter((state) => cases.has(heldKeyOf(caseOf(state)))));
}

/** `held`: what came back of the case, or what the copy had; not there where the copy knew nothing of it. */
function isApprovedSince(present: InspectionCase, held: HeldState | undefined): boolean {
  const approval = approvalOf(present);
  if (!isApproved(present.state) || approval === undefined) return false;
  if (!held) return true;
  return held.body !== null && approvalOf(JSON.parse(held.body) as InspectionCase) !== approval;
}

/** Which move approved the case last. */
function approvalOf({ moves }: InspectionCase): string | undefined {
  return moves.findLast(({ to }) => to === 'approved')?.id;
}
