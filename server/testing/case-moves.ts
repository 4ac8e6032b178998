import { nextStamp } from '../../shared/domain/clock/stamp.ts';
import { writeAs } from '../../shared/domain/merge/origins.ts';
import { revisionOf } from '../../shared/domain/revision.ts';
import type { CaseState, InspectionCase, Move } from '../../shared/schema/cases.ts';
import { newId, row, type Wire } from './documents.ts';
import type { TestServer } from './test-server.ts';
import type { TestSession } from './test-session.ts';

export type Case = Wire<InspectionCase>;

/** A case as the server holds it. */
export async function storedCase(server: TestServer, id: string): Promise<Case> {
  const [kept] = await server.sql<{ body: string }>('select body from sync.cases where id = $1', [id]);
  return JSON.parse(kept?.body ?? '') as Case;
}

/** Moves a stored case on, one step after the other; answers it as it is stored then. */
export async function moveCase(
  server: TestServer,
  id: string,
  ...steps: readonly (readonly [TestSession, CaseState])[]
): Promise<Case> {
  for (const [session, to] of steps) {
    const stored = await storedCase(server, id);
    const answer = await pushCase(session, stored, { ...stored, state: to, moves: movedTo(stored, session, to) });
    if (answer !== 'ok') throw new Error(`${to}: ${answer}`);
  }
  return storedCase(server, id);
}

export function movedTo(stored: Case, session: TestSession, to: CaseState): Move[] {
  const by = session.person.id;
  return [...stored.moves, { id: newId(), from: stored.state, to, by, at: stored.updatedAt, reason: 'lý do' }];
}

/** Pushes a state in one's own name; `ok`, or the rule that refuses it. */
export async function pushCase(session: TestSession, stored: Case, next: Case): Promise<string> {
  const at = nextStamp(stored.updatedAt, Date.now(), 'test');
  const stamped = writeAs(stored, next, { by: session.person.id, at, device: 'test', clockOffsetMs: 0 });
  const [answer] = await session.push('cases', [row(stamped, revisionOf(stored))]);
  if (!answer) return 'ok';
  if (answer.outcome !== 'refused') throw new Error(answer.outcome);
  const { details } = answer.problem;
  return String(details?.rule ?? details?.condition ?? details?.field ?? answer.problem.code);
}
