import { getDefaultRevision, getDefaultRxDocumentMeta, type RxDocumentData } from 'rxdb';
import {
  type Coming as ComingState,
  commonStateOf,
  hasGoneOn,
  isLater,
  latestWriteBy,
} from '../../../shared/domain/bundle/lineage.ts';
import { mergeDocuments } from '../../../shared/domain/merge/merge-documents.ts';
import { mergeRulesOf } from '../../../shared/domain/merge-rules.ts';
import { revisionOf } from '../../../shared/domain/revision.ts';
import { ProblemError } from '../../../shared/problem/problem.ts';
import type { Bundle } from '../../../shared/protocol/bundles.ts';
import { isSameState } from '../conflict-handler.ts';
import { stateOf } from '../replication/ledger.ts';
import type { SentStates } from '../sent-states.ts';
import { assertValid } from '../validate.ts';
import type { CollectionName } from '../workspace.ts';
import { belongsTo } from './belongs-to.ts';
import type { CaseSync, CaseSyncs, State } from './case-sync.ts';

/** What a bundle has brought, in documents. */
export interface Taken {
  readonly added: number;
  readonly changed: number;
  /** Fields over which people differ now, and did not before. */
  readonly differences: number;
}

/** A document that comes: with what its sender knows of where it comes from, or as the server told it to them. */
interface Coming extends ComingState<State> {
  readonly isKnown: boolean;
}

type ComingRow = Omit<Coming, 'isKnown'>;
type Stored = RxDocumentData<Record<string, unknown>>;

const context = 'bundle';
const atOnce = 500;

/** The documents of a bundle by collection, each of its case and by its schema. */
export interface SoundBundle {
  readonly madeBy: string;
  readonly coming: ReadonlyMap<string, readonly Coming[]>;
}

/** Looks at every document of a bundle before any of it is kept. Throws `bundle.broken` where one is none of the case, or breaks its schema. */
export function soundBundle(bundle: Bundle): SoundBundle {
  return { madeBy: bundle.madeBy, coming: comingIn(bundle) };
}

/**
 * Merges a colleague's bundle into this laptop's documents, by the rules by which the server's states are merged. Taken again it
 * changes nothing.
 */
export async function takeBundle(syncs: CaseSyncs, sentStates: SentStates, bundle: SoundBundle): Promise<Taken> {
  const { coming, madeBy } = bundle;
  let taken: Taken = { added: 0, changed: 0, differences: 0 };
  for (const [name, sync] of syncs) {
    const all = coming.get(name) ?? [];
    for (let at = 0; at < all.length; at += atOnce) {
      const some = await takeSome(name, sync, sentStates, all.slice(at, at + atOnce), madeBy);
      taken = {
        added: taken.added + some.added,
        changed: taken.changed + some.changed,
        differences: taken.differences + some.differences,
      };
    }
  }
  return taken;
}

function comingIn({ rows, known, caseId, scope }: Bundle): ReadonlyMap<string, readonly Coming[]> {
  const cases = [...rows, ...known].find(({ collection, state }) => collection === 'cases' && state.id === caseId);
  const entityId = String((cases?.state as Partial<Record<'entityId', unknown>> | undefined)?.entityId ?? '');
  const byCollection = new Map<string, Coming[]>();
  const add = (collection: string, coming: Coming) => {
    const { state } = coming;
    const name = collection as CollectionName;
    if (state.scope !== scope || !belongsTo(name, state, { id: caseId, entityId })) throw broken();
    for (const each of [state, coming.base]) if (each) assertSound(name, each);
    byCollection.set(collection, [...(byCollection.get(collection) ?? []), coming]);
  };
  for (const { collection, ...row } of rows) add(collection, { ...(row as unknown as ComingRow), isKnown: false });
  // What the server has told is proof of itself: whatever it tells later follows from it.
  for (const { collection, state: told } of known) {
    const state = told as State;
    add(collection, { state, base: state, isWritten: true, met: [], isKnown: true });
  }
  return byCollection;
}

function assertSound(name: CollectionName, state: State): void {
  try {
    assertValid(name, state);
  } catch {
    throw broken();
  }
}

async function takeSome(
  name: CollectionName,
  sync: CaseSync,
  sentStates: SentStates,
  all: readonly Coming[],
  madeBy: string,
): Promise<Taken> {
  const { storageInstance } = sync.collection;
  const assumed = await sync.knownStates(all.map(({ state }) => state.id));
  let [added, changed, differences] = [0, 0, 0];
  for (let waiting = all; waiting.length > 0; ) {
    const ids = waiting.map(({ state }) => state.id);
    const stored = new Map(
      ((await storageInstance.findDocumentsById(ids, true)) as Stored[]).map((each) => [String(each.id), each]),
    );
    const writes = waiting.flatMap((coming) => {
      const previous = stored.get(coming.state.id);
      const mine = previous ? (stateOf(previous) as unknown as State) : null;
      const ours = assumed.get(coming.state.id) as State | undefined;
      const next = nextState(name, coming, mine, ours ?? null, sentStates, madeBy);
      return next ? [{ coming, mine, next, row: writeOf(previous, next) }] : [];
    });
    // What was given to us is noted before it stands: whatever is written after goes on from it.
    await sync.gave(writes.map(({ coming: { state, isWritten } }) => ({ state, isWritten })));
    const { error } = await storageInstance.bulkWrite(
      writes.map(({ row }) => row),
      context,
    );
    const failed = new Set(error.map(({ documentId }) => documentId));
    for (const { mine, next } of writes.filter(({ next: { id } }) => !failed.has(id))) {
      if (mine) changed += 1;
      else added += 1;
      differences += openIn(next) - (mine ? openIn(mine) : 0);
    }
    // Somebody wrote there in this moment: merged anew with what they wrote.
    waiting = waiting.filter(({ state }) => failed.has(state.id));
  }
  return { added, changed, differences: Math.max(0, differences) };
}

/** The state that a document is to have, null where it stays as it is. */
function nextState(
  name: CollectionName,
  coming: Coming,
  mine: State | null,
  ours: State | null,
  sentStates: SentStates,
  madeBy: string,
): State | null {
  const { state: theirs } = coming;
  if (!mine) return theirs._deleted ? null : theirs;
  if (isSameState(mine, theirs) || hasAlready(mine, coming, madeBy, ours)) return null;
  const base = commonWith(name, coming, mine, ours, sentStates);
  const merged = mergeDocuments<State>({ base, mine, theirs, rules: mergeRulesOf(name) });
  // Who made a document is what the server has, and never changes.
  const next = ours ? { ...merged, createdAt: ours.createdAt, createdBy: ours.createdBy } : merged;
  return isSameState(next, mine) ? null : next;
}

/** True when all that comes is in the document already, or what the server told its sender is told here too. */
function hasAlready(mine: State, coming: Coming, madeBy: string, ours: State | null): boolean {
  if (coming.isKnown) return ours !== null && !isLater(coming.state, ours);
  return hasGoneOn(mine, coming, madeBy, latestWriteBy(madeBy, mine));
}

/** The state that both sides' edits were made from. */
function commonWith(
  name: CollectionName,
  { state, base, met: theirMet, isKnown }: Coming,
  mine: State,
  ours: State | null,
  sentStates: SentStates,
): State | null {
  if (isKnown) return (sentStates.commonWith(name, state) as State | null) ?? ours;
  const met = sentStates.of(name, mine.id).map((each) => each.state as State);
  const lineage = [...theirMet.map((each) => each.state), state].map(revisionOf);
  return commonStateOf({ met, lineage, ours, theirs: base });
}

function writeOf(previous: Stored | undefined, next: State) {
  const { _meta, _rev, _attachments } = previous ?? {
    _meta: getDefaultRxDocumentMeta(),
    _rev: getDefaultRevision(),
    _attachments: {},
  };
  const document = { ...next, _meta, _rev, _attachments } as unknown as Stored;
  return previous ? { previous, document } : { document };
}

function openIn({ conflicts }: State): number {
  return conflicts.filter(({ settled }) => settled === null).length;
}

function broken(): ProblemError {
  return new ProblemError('bundle.broken');
}
