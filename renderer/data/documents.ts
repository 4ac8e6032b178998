import { deepEqual } from 'rxdb';
import type { OpenSession } from '../../shared/bridge/contract.ts';
import { ProblemError } from '../../shared/problem/problem.ts';
import type { Synced } from '../../shared/schema/common.ts';
import type { ServerClock } from './clock.ts';
import { settled } from './settle.ts';
import type { Stamper } from './stamper.ts';
import { newId } from './ulid.ts';
import { assertValid } from './validate.ts';
import type { CollectionName, Collections, Documents, NewDocument, Workspace } from './workspace.ts';

type Writes = Pick<Workspace, 'insert' | 'change' | 'put' | 'remove' | 'settle'>;

/** What the workspace stamps on a state that it writes. */
type WriteStamp = Pick<Synced, 'updatedAt' | 'updatedBy' | 'device' | 'clockOffsetMs'>;

/** The writes of a workspace: each stamps the document, refuses what breaks its schema, and resolves once durable. */
export function documentWrites(
  collections: Collections,
  session: OpenSession,
  clock: ServerClock,
  stamper: Stamper,
): Writes {
  const stamp = (): WriteStamp => ({
    updatedAt: stamper.next(),
    updatedBy: session.person.id,
    device: session.deviceId,
    clockOffsetMs: clock.offsetMs,
  });

  /** A document of a case stands in the case's scope, whoever writes it; any other in the person's own. */
  const scopeFor = async (fields: object): Promise<string> => {
    if ('caseId' in fields && typeof fields.caseId === 'string') {
      const parent = await collections.cases.findOne(fields.caseId).exec();
      if (parent) return parent.scope;
    }
    return session.person.scope;
  };

  const insert: Writes['insert'] = async (name, fields) => {
    const written = stamp();
    const document = {
      ...fields,
      id: fields.id ?? newId(),
      scope: await scopeFor(fields),
      createdAt: written.updatedAt,
      createdBy: written.updatedBy,
      ...written,
      conflicts: [],
    };
    return save(name, document);
  };

  const save = async <Name extends CollectionName>(name: Name, document: object): Promise<Documents[Name]> => {
    assertValid(name, document);
    const saved = await collections[name].insert(document as Documents[Name]);
    return saved.toMutableJSON();
  };

  const find = async <Name extends CollectionName>(name: Name, id: string) => {
    const document = await collections[name].findOne(id).exec();
    if (!document) throw new ProblemError('notFound', { collection: name });
    return document;
  };

  const change: Writes['change'] = async (name, id, edit) => {
    const document = await find(name, id);
    const before = document.getLatest().toMutableJSON();
    if (deepEqual({ ...before, ...edit(before) }, before)) return before;
    const after = await document.incrementalModify((current) => {
      stamper.observe(current.updatedAt);
      const next = { ...current, ...edit(current), ...stamp() };
      assertValid(name, next);
      return next;
    });
    return after.toMutableJSON();
  };

  const put = async <Name extends CollectionName>(name: Name, fields: NewDocument<Name>): Promise<Documents[Name]> => {
    const present = await collections[name].findOne(fields.id).exec();
    if (present) return change(name, fields.id, () => fields);
    try {
      return await insert(name, fields);
    } catch (thrown) {
      if (!isTaken(thrown)) throw thrown;
      return change(name, fields.id, () => fields);
    }
  };

  const remove: Writes['remove'] = async (name, id) => {
    const document = await find(name, id);
    await document.incrementalModify((current) => {
      stamper.observe(current.updatedAt);
      return { ...current, ...stamp(), _deleted: true };
    });
  };

  const settle: Writes['settle'] = async (name, id, conflictId, value, reason) => {
    const document = await find(name, id);
    await document.incrementalModify((current) => {
      stamper.observe(current.updatedAt);
      const written = stamp();
      const choice = { value, by: written.updatedBy, at: written.updatedAt, reason };
      const next = { ...settled(current, conflictId, choice), ...written };
      assertValid(name, next);
      return next;
    });
  };

  return { insert, change, put, remove, settle };
}

/** True when an insert failed because somebody made the document in the meantime. */
function isTaken(thrown: unknown): boolean {
  return thrown instanceof Error && 'code' in thrown && thrown.code === 'CONFLICT';
}
