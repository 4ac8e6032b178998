import { Value } from 'typebox/value';
import { type Coming, hasGoneOn, latestWriteBy } from '../../shared/domain/bundle/lineage.ts';
import { bundleSigningText } from '../../shared/domain/bundle/signing.ts';
import type { Mergeable } from '../../shared/domain/merge/bookkeeping.ts';
import { mergeDocuments } from '../../shared/domain/merge/merge-documents.ts';
import { commonStateIn, type SentState } from '../../shared/domain/merge/sent-state.ts';
import { mergeRulesOf } from '../../shared/domain/merge-rules.ts';
import { revisionOf } from '../../shared/domain/revision.ts';
import { type Problem, ProblemError } from '../../shared/problem/problem.ts';
import { Bundle, type BundleRow, type SignedBundle } from '../../shared/protocol/bundles.ts';
import { batchLimit, type PushRow } from '../../shared/protocol/sync.ts';
import { protocolVersion } from '../../shared/protocol/version.ts';
import type { Person } from '../../shared/schema/people.ts';
import { transact } from '../database/connections.ts';
import { keyOf, readStates, type StoredState } from '../queries/documents.ts';
import { bundleAuthor } from '../queries/signing-keys.ts';
import { addAuditLine } from './audit.ts';
import type { Context } from './context.ts';
import { push } from './push.ts';
import { bundleOrigin, earlierStamps } from './push-states.ts';
import type { RegisteredCollection } from './registry.ts';
import type { Caller } from './session.ts';
import { isSignature } from './signatures.ts';

/** A document that is not taken, and why. */
export interface Refused {
  readonly collection: string;
  readonly id: string;
  readonly problem: Problem;
}

/** A bundle, and who signed it, as who its documents are written. */
export interface AuthoredBundle {
  readonly bundle: Bundle;
  readonly author: Caller;
}

type State = BundleRow['state'] & Mergeable;

/** A document that is written again and again meanwhile is merged so often. */
const mostRounds = 4;

/** Reads a bundle that the caller was given. Throws `bundle.broken`, `bundle.otherVersion`, `bundle.unknownSender`, `bundle.revoked`. */
export async function readAuthored(context: Context, caller: Caller, signed: SignedBundle): Promise<AuthoredBundle> {
  const bundle = readBundle(signed);
  const person = await authorOf(context, bundle, signed);
  return { bundle, author: { ...caller, person, deviceId: bundle.device } };
}

/**
 * Stores what a colleague wrote off-line and gave the caller, signed, in that colleague's name: by the rules that a push of theirs
 * is judged by, and merged as their laptop would merge it. What their laptop has brought itself meanwhile, or another bringer, is
 * left as it is. Answers what is not taken from them.
 */
export async function takeBundle(
  context: Context,
  caller: Caller,
  { bundle, author }: AuthoredBundle,
): Promise<Refused[]> {
  // Whoever may not write in a unit brings nothing into it.
  if (!isOfUnit(author, caller)) return bundle.rows.map((row) => refusal(row, { code: 'scope.denied' }));
  const refused: Refused[] = [];
  for (const collection of context.registry.all) {
    const { name } = collection.definition;
    const rows = bundle.rows.filter((row) => row.collection === name);
    for (let at = 0; at < rows.length; at += batchLimit) {
      refused.push(...(await takeRows(context, author, collection, rows.slice(at, at + batchLimit))));
    }
  }
  const line = {
    at: new Date(context.now()),
    kind: 'bundleTaken',
    personId: caller.person.id,
    deviceId: caller.deviceId,
    details: { bundle: bundle.id, madeBy: author.person.id, rows: bundle.rows.length, refused: refused.length },
  } as const;
  await transact(context.connections.owner, {}, (client) => addAuditLine(client, context, line));
  return refused;
}

/** True for two of one unit. */
export function isOfUnit(author: Caller, caller: Caller): boolean {
  return author.person.scope === caller.person.scope;
}

function readBundle({ text }: SignedBundle): Bundle {
  let bundle: unknown;
  try {
    bundle = JSON.parse(text);
  } catch {
    throw new ProblemError('bundle.broken');
  }
  if (!Value.Check(Bundle, bundle)) throw new ProblemError('bundle.broken');
  if (bundle.protocol !== protocolVersion) throw new ProblemError('bundle.otherVersion');
  return bundle;
}

/** Who signed a bundle. Throws where it was not who it says, on a laptop that may still be theirs. */
async function authorOf(context: Context, { madeBy, device }: Bundle, signed: SignedBundle): Promise<Person> {
  const found = await bundleAuthor(context.connections.owner, signed.publicKey);
  if (
    !found ||
    found.person.id !== madeBy ||
    found.deviceId !== device ||
    !isSignature({ ...signed, text: bundleSigningText(signed.text) })
  ) {
    throw new ProblemError('bundle.unknownSender');
  }
  if (found.isRevoked) throw new ProblemError('bundle.revoked');
  return found.person;
}

/** One collection's rows: pushed, and what is in conflict merged with what is there by then and pushed again. */
async function takeRows(
  context: Context,
  author: Caller,
  collection: RegisteredCollection,
  rows: readonly BundleRow[],
): Promise<Refused[]> {
  const refused: Refused[] = [];
  let waiting = rows;
  for (let round = 0; waiting.length > 0; round++) {
    if (round === mostRounds) throw new ProblemError('server.failed');
    const stored = await storedStates(context, author, collection, waiting);
    const sent = waiting.flatMap((row) => {
      const there = stored.get(keyIn(collection, row));
      // In this moment another bringer may store what goes on from it.
      if (isBrought(row, there, author.person.id)) return [];
      const next = round > 0 && there ? pushOver(collection.definition.name, row, there) : asPush(row);
      return next ? [{ row, push: next }] : [];
    });
    if (sent.length === 0) return refused;
    const pushed = sent.map(({ push: each }) => each);
    const { answers } = await push(context, author, collection, pushed, bundleOrigin);
    waiting = answers.flatMap((answer) => {
      const row = sent[answer.row]?.row;
      if (!row) return [];
      if (!('problem' in answer)) return [row];
      refused.push(refusal(row, answer.problem));
      return [];
    });
  }
  return refused;
}

function refusal({ collection, state }: BundleRow, problem: Problem): Refused {
  return { collection, id: state.id, problem };
}

function asPush({ base, state }: BundleRow): PushRow {
  return { base: base && revisionOf(base), document: state };
}

/** The author's state merged with the server's, as their laptop would; null where nothing of theirs is left to bring. */
function pushOver(name: string, row: BundleRow, there: StoredState): PushRow | null {
  const mine = row.state as State;
  const theirs = JSON.parse(there.body) as State;
  const base = commonStateIn(row.met as SentState<State>[], theirs) ?? (row.base as State | null);
  const merged = mergeDocuments<State>({ base, mine, theirs, rules: mergeRulesOf(name) });
  const next = { ...merged, createdAt: theirs.createdAt, createdBy: theirs.createdBy };
  const revision = revisionOf(theirs);
  return revisionOf(next) === revision ? null : { base: revision, document: next };
}

async function storedStates(
  context: Context,
  { person }: Caller,
  collection: RegisteredCollection,
  rows: readonly BundleRow[],
): Promise<ReadonlyMap<string, StoredState>> {
  const keys = rows.map(({ state }) => ({ scope: String(collection.scopeOf(state)), id: state.id }));
  const scopes = [person.scope];
  const access = { person: person.id, reads: scopes, writes: scopes };
  return transact(context.connections.request, access, (client) =>
    readStates(client, collection.definition.name, keys),
  );
}

function keyIn(collection: RegisteredCollection, { state }: BundleRow): string {
  return keyOf({ scope: String(collection.scopeOf(state)), id: state.id });
}

/** True when the author's own laptop, or a later bundle of it, has been here with all that they had written by then. */
function isBrought(row: BundleRow, stored: StoredState | undefined, authorId: string): boolean {
  if (!stored) return false;
  const here = JSON.parse(stored.body) as State;
  const stamps = earlierStamps(stored).filter(({ updatedBy }) => updatedBy === authorId);
  const [latestHere = ''] = [latestWriteBy(authorId, here), ...stamps.map(({ updatedAt }) => updatedAt)]
    .sort()
    .reverse();
  return hasGoneOn(here, row as unknown as Coming<State>, authorId, latestHere);
}
