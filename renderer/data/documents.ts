import type { RxDocument, RxDocumentData, WithDeleted } from 'rxdb';
import type { OpenSession } from '../../shared/bridge/contract.ts';
import { withFitText } from '../../shared/domain/fit-text.ts';
import type { Mergeable } from '../../shared/domain/merge/bookkeeping.ts';
import { withLateEdit } from '../../shared/domain/merge/late-edit.ts';
import { type WriteStamp, writeAs } from '../../shared/domain/merge/origins.ts';
import { settleConflict } from '../../shared/domain/merge/settle.ts';
import { isSame } from '../../shared/domain/merge/shape.ts';
import { mergeRulesOf } from '../../shared/domain/merge-rules.ts';
import { ProblemError } from '../../shared/problem/problem.ts';
import type { Synced } from '../../shared/schema/common.ts';
import type { ServerClock } from './clock.ts';
import type { SentStates } from './sent-states.ts';
import type { Stamper } from './stamper.ts';
import { newId } from './ulid.ts';
import { assertValid } from './validate.ts';
import type { CollectionName, Collections, Documents, Workspace } from './workspace.ts';

type Writes = Pick<Workspace, 'insert' | 'change' | 'remove' | 'settle'>;

/** The writes of a workspace: each stamps the document, refuses what breaks its schema, and resolves once durable. */
export function documentWrites(
  collections: Collections,
  session: OpenSession,
  clock: ServerClock,
  stamper: Stamper,
  sentStates: SentStates,
): Writes {
  const stampAfter = (previous: Synced | null): WriteStamp => {
    if (previous) stamper.observe(previous.updatedAt);
    return {
      by: session.person.id,
      at: stamper.next(),
      device: session.deviceId,
      clockOffsetMs: clock.offsetMs,
    };
  };

  /** A document of a case stands in the case's scope, whoever writes it; any other in the person's own. */
  const scopeFor = async (fields: object): Promise<string> => {
    if ('caseId' in fields && typeof fields.caseId === 'string') {
      const parent = await collections.cases.findOne(fields.caseId).exec();
      if (parent) return parent.scope;
    }
    return session.person.scope;
  };

  const insert: Writes['insert'] = async (name, fields) => {
    const removed = fields.id === undefined ? undefined : await removedBefore(name, fields.id);
    if (removed) return makeAnew(name, removed, fields);
    const scope = await scopeFor(fields);
    const stamp = stampAfter(null);
    const made = {
      ...fields,
      id: fields.id ?? newId(),
      scope,
      createdAt: stamp.at,
      createdBy: stamp.by,
      updatedAt: stamp.at,
      updatedBy: stamp.by,
      device: stamp.device,
      clockOffsetMs: stamp.clockOffsetMs,
      conflicts: [],
    };
    const document = checked(name, writeAs(null, made, stamp));
    sentStates.wrote(name, { ...document, _deleted: false });
    const saved = await collections[name].insert(document);
    return saved.toMutableJSON();
  };

  /** One made anew under a removed one's id goes on from what is left of that, its conflicts included. */
  const makeAnew = async <Name extends CollectionName>(
    name: Name,
    previous: RxDocumentData<Documents[Name]>,
    fields: object,
  ): Promise<Documents[Name]> => {
    const { _deleted: _, _meta, _rev, _attachments, ...removed } = previous;
    const before = removed as unknown as Documents[Name];
    const document = checked(name, writeAs(before, { ...before, ...fields }, stampAfter(before)));
    sentStates.wrote(name, { ...document, _deleted: false });
    const write = { previous, document: { ...document, _deleted: false, _meta, _rev, _attachments } };
    const { error } = await collections[name].storageInstance.bulkWrite([write], 'made-anew');
    if (error.length === 0) return document;
    // Something has arrived in this moment: what it says counts.
    return insert(name, fields as Parameters<typeof insert<Name>>[1]);
  };

  /** What is stored of a removed document. */
  const removedBefore = async <Name extends CollectionName>(
    name: Name,
    id: string,
  ): Promise<RxDocumentData<Documents[Name]> | undefined> => {
    const [found] = await collections[name].storageInstance.findDocumentsById([id], true);
    return found?._deleted ? found : undefined;
  };

  const checked = <Name extends CollectionName>(name: Name, given: Synced): Documents[Name] => {
    const document = withFitText(given);
    assertValid(name, document);
    return document as Documents[Name];
  };

  const find = async <Name extends CollectionName>(name: Name, id: string) => {
    const document = await collections[name].findOne(id).exec();
    if (!document) throw missing(name);
    return document;
  };

  const modify = async <Name extends CollectionName>(
    name: Name,
    document: RxDocument<Documents[Name]>,
    edit: (current: WithDeleted<Documents[Name]>) => WithDeleted<Documents[Name]>,
  ): Promise<RxDocument<Documents[Name]>> => {
    return document.incrementalModify((current) => {
      const next = withFitText(edit(current));
      assertValid(name, next);
      // Typed late, it may be merged under the stamp of what was there.
      if (next.updatedAt !== current.updatedAt) sentStates.wrote(name, { ...next });
      return next;
    });
  };

  /** Edits the state that the person saw; what others have made of the document since is merged with it. */
  const writeOver = async <Name extends CollectionName>(
    name: Name,
    seen: Synced,
    edit: (from: Mergeable, stamp: WriteStamp) => Mergeable,
  ): Promise<RxDocument<Documents[Name]>> => {
    return modify(name, await find(name, seen.id), (current) => {
      const stamp = stampAfter(current);
      return withLateEdit<Mergeable>({
        // It stood when it was seen.
        seen: { ...seen, _deleted: false },
        current,
        edit: (from) => edit(from, stamp),
        writer: stamp,
        rules: mergeRulesOf(name),
      }) as typeof current;
    });
  };

  const change: Writes['change'] = async (name, id, edit, seen) => {
    const document = await find(name, id);
    const before = document.getLatest().toMutableJSON();
    if (isSame({ ...before, ...edit(before) }, before)) return before;
    const after = seen
      ? await writeOver(name, seen, (from, stamp) => writeAs(from, { ...from, ...edit(from as typeof seen) }, stamp))
      : await modify(name, document, (current) => {
          if (current._deleted) throw missing(name);
          return writeAs(current, { ...current, ...edit(current) }, stampAfter(current));
        });
    return after.toMutableJSON();
  };

  const remove: Writes['remove'] = async (name, seen) => {
    const removal = (from: Synced, stamp: WriteStamp) => writeAs<Mergeable>(from, { ...from, _deleted: true }, stamp);
    return (await writeOver(name, seen, removal)).deleted;
  };

  const settle: Writes['settle'] = async (name, seen, conflictId, value, reason) => {
    await writeOver(name, seen, (from, stamp) => settleConflict(from, conflictId, value, reason, stamp));
  };

  return { insert, change, remove, settle };
}

function missing(name: CollectionName): ProblemError {
  return new ProblemError('notFound', { collection: name });
}

/** True when an insert failed because a document has the id by now. */
export function isTaken(thrown: unknown): boolean {
  return thrown instanceof Error && 'code' in thrown && thrown.code === 'CONFLICT';
}
