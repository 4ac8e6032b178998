import { ProblemError } from '../../../shared/problem/problem.ts';
import type { Bundle, BundleRow, KnownState } from '../../../shared/protocol/bundles.ts';
import { protocolVersion } from '../../../shared/protocol/version.ts';
import type { InspectionCase } from '../../../shared/schema/cases.ts';
import { isSameState } from '../conflict-handler.ts';
import type { SentState, SentStates } from '../sent-states.ts';
import { newId } from '../ulid.ts';
import type { CollectionName } from '../workspace.ts';
import { belongsTo } from './belongs-to.ts';
import { type CaseSync, type CaseSyncs, type State, statesOfCase } from './case-sync.ts';

/** Of the states that a document was given away in, so many are told: colleagues go on from the latest. */
const mostMet = 4;

export interface Maker {
  readonly personId: string;
  readonly deviceId: string;
  /** A stamp after all that this laptop knows of. */
  readonly at: string;
}

/**
 * What this laptop has of a case, for colleagues: what the server has not confirmed, each with the state that it was made from, and
 * the rest as it is known. What the server has refused stays here. From now on others may go on from it, which is noted first.
 */
export async function makeBundle(
  syncs: CaseSyncs,
  sentStates: SentStates,
  inspectionCase: InspectionCase,
  { personId, deviceId, at }: Maker,
): Promise<Bundle> {
  const { id: caseId, scope } = inspectionCase;
  const rows: BundleRow[] = [];
  const known: KnownState[] = [];
  for (const [name, sync] of syncs) {
    if (name === 'reference') continue;
    const unsent = unsentOf(name, sync, inspectionCase);
    const assumed = await sync.knownStates([...unsent.keys()]);
    const given: SentState[] = [];
    for (const [id, state] of unsent) {
      const isWritten = sentStates.isWritten(name, state);
      const met = sentStates
        .of(name, id)
        .filter((each) => !isSameState(each.state, state))
        .slice(-mostMet);
      const base = assumed.get(id) ?? null;
      // Made and removed here alone: nobody has heard of it.
      if (base === null && state._deleted && met.length === 0) continue;
      rows.push({ collection: name, base, state, isWritten, met } as BundleRow);
      given.push({ state, isWritten });
    }
    await sync.gave(given);
    for (const state of await statesOfCase(sync.collection, name, inspectionCase)) {
      if (!unsent.has(state.id) && !sync.ledger.unsent.has(state.id)) known.push({ collection: name, state });
    }
  }
  if (rows.length === 0 && known.length === 0) throw new ProblemError('notFound', { collection: 'cases' });
  const by = { madeBy: personId, device: deviceId, at, caseId, scope };
  return { format: 'minh-tra-bundle', version: 1, protocol: protocolVersion, id: newId(), ...by, rows, known };
}

/** What of the case waits to be sent, by document. */
function unsentOf(name: CollectionName, { ledger }: CaseSync, inspectionCase: InspectionCase): Map<string, State> {
  const unsent = new Map<string, State>();
  for (const [id, { state, problem }] of ledger.unsent) {
    if (problem === null && belongsTo(name, state, inspectionCase)) unsent.set(id, state as State);
  }
  return unsent;
}
