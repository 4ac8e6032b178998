import { nextStamp } from '../../shared/domain/clock/stamp.ts';
import { revisionOf } from '../../shared/domain/revision.ts';
import type { Activity } from '../../shared/schema/activity.ts';
import { serverName } from '../../shared/schema/people.ts';
import type { Queryable } from '../database/connections.ts';
import { inOrder, insertStates, type NewState } from '../queries/documents.ts';
import { announceChanged } from '../queries/notices.ts';
import type { Context } from './context.ts';
import type { WireDocument } from './proposal.ts';
import { extractedColumns } from './push-candidates.ts';

/** A document of a case that came back too late to be one of it: nobody reads it where it is kept. */
interface Aside {
  readonly scope: string;
  readonly id: string;
  readonly document: WireDocument;
}

/** Tells in each case's diary, in its writer's words, what came back once the case had been approved without it. */
export async function tellAside(client: Queryable, context: Context, asides: readonly Aside[]): Promise<void> {
  const collection = context.registry.find('activity');
  if (!collection || asides.length === 0) return;
  const { name, columns } = collection.definition;
  const told = asides.map((aside): NewState => {
    const activity: Activity & { _deleted: boolean } = { ...toldOf(aside, context.now()), _deleted: false };
    const { scope, id } = activity;
    return {
      ...{ scope, id, body: JSON.stringify(activity), revision: revisionOf(activity), pushedRevision: null },
      ...{ pastStamps: '[]', version: 1, origin: serverName, deleted: false, pushedBy: serverName },
      columns: extractedColumns(columns, activity),
    };
  });
  await insertStates(client, name, columns, inOrder(told));
  for (const scope of new Set(told.map((state) => state.scope))) {
    await announceChanged(client, { scope, collection: name, origin: serverName });
  }
}

function toldOf({ scope, id, document }: Aside, nowMs: number): Activity {
  const at = nextStamp(null, nowMs, serverName);
  return {
    // One line, also where several laptops bring the same.
    ...{ id: revisionOf({ aside: id }), scope, createdAt: at, createdBy: serverName, updatedAt: at },
    ...{ updatedBy: serverName, device: serverName, clockOffsetMs: 0, conflicts: [] },
    ...{
      caseId: String(document.caseId),
      kind: 'merged',
      replyTo: '',
      mustMend: false,
      resolves: false,
      day: null,
      doneBy: [],
    },
    target: { kind: 'case', id: String(document.caseId), field: '' },
    text: wordsOf(document),
  };
}

/** What a finding or an answer says, as it was typed. */
function wordsOf({ title, fact, note }: WireDocument): string {
  const words = [title, fact, note].filter((each): each is string => typeof each === 'string' && each !== '');
  return words.join('\n').slice(0, 50_000);
}
