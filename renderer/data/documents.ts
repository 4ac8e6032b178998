import type { RxDocument, WithDeleted } from 'rxdb';
import type { OpenSession } from '../../shared/bridge/contract.ts';
import { withFitText } from '../../shared/domain/fit-text.ts';
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
    if (removed) return save(name, writeAs(removed, { ...removed, ...fields }, stampAfter(removed)));
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
    return save(name, writeAs(null, made, stamp));
  };

  /** What is left of a removed document: one made anew under its id goes on from it, its conflicts included. */
  const removedBefore = async <Name extends CollectionName>(name: Name, id: string): Promise<Synced | undefined> => {
    const [found] = await collections[name].storageInstance.findDocumentsById([id], true);
    if (!found?._deleted) return undefined;
    const { _deleted, _meta, _rev, _attachments, ...removed } = found;
    return removed;
  };

  const save = async <Name extends CollectionName>(name: Name, given: Synced): Promise<Documents[Name]> => {
    const document = withFitText(given);
    assertValid(name, document);
    sentStates.wrote(name, { ...document, _deleted: false });
    const saved = await collections[name].insert(document as unknown as Documents[Name]);
    return saved.toMutableJSON();
  };

  const find = async <Name extends CollectionName>(name: Name, id: string) => {
    const document = await collections[name].findOne(id).exec();
    if (!document) throw new ProblemError('notFound', { collection: name });
    return document;
  };

  const modify = async <Name extends CollectionName>(
    name: Name,
    document: RxDocument<Documents[Name]>,
    edit: (current: WithDeleted<Documents[Name]>) => WithDeleted<Documents[Name]>,
  ): Promise<Documents[Name]> => {
    const after = await document.incrementalModify((current) => {
      const next = withFitText(edit(current));
      assertValid(name, next);
      // Typed late, it may be merged under the stamp of what was there.
      if (next.updatedAt !== current.updatedAt) sentStates.wrote(name, { ...next });
      return next;
    });
    return after.toMutableJSON();
  };

  const change: Writes['change'] = async (name, id, edit, seen) => {
    const document = await find(name, id);
    const before = document.getLatest().toMutableJSON();
    if (isSame({ ...before, ...edit(before) }, before)) return before;
    const rules = mergeRulesOf(name);
    return modify(name, document, (current) => {
      // What was seen has its own origins or none: those of the present state would name others.
      const { origins: _, ...rest } = current;
      return withLateEdit<typeof current>({
        seen: seen ? ({ ...rest, ...seen } as typeof current) : current,
        current,
        edit,
        stamp: stampAfter(current),
        rules,
      });
    });
  };

  const remove: Writes['remove'] = async (name, id) => {
    await modify(name, await find(name, id), (current) => {
      return writeAs(current, { ...current, _deleted: true }, stampAfter(current));
    });
  };

  const settle: Writes['settle'] = async (name, id, conflictId, value, reason) => {
    await modify(name, await find(name, id), (current) => {
      return settleConflict(current, conflictId, value, reason, stampAfter(current));
    });
  };

  return { insert, change, remove, settle };
}

/** True when an insert failed because a document has the id by now. */
export function isTaken(thrown: unknown): boolean {
  return thrown instanceof Error && 'code' in thrown && thrown.code === 'CONFLICT';
}
