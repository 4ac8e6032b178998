import type { Person } from '../../shared/schema/people.ts';
import type { Queryable } from '../database/connections.ts';
import { personColumns } from './people.ts';

export interface StoredSession {
  readonly id: string;
  readonly person: Person;
  readonly generation: number;
  readonly confirmedGeneration: number;
  readonly refreshedAt: Date;
  readonly ended: boolean;
  readonly active: boolean;
  /** Its device was reported lost, or it was itself on a device of another unit. */
  readonly revoked: boolean;
}

const sessionColumns = `
  s.id as "sessionId", s.generation, s.confirmed_generation, s.refreshed_at, s.ended_at is not null as ended,
  p.active, d.revoked_at is not null or coalesce(s.end_reason = 'revoked', false) as revoked, ${personColumns}`;
const sessionTables = `
  minh_tra.sessions s join minh_tra.people p on p.id = s.person_id join minh_tra.devices d on d.id = s.device_id`;

/** A session with its person and the state of its device. */
export async function sessionOf(client: Queryable, sessionId: string): Promise<StoredSession | null> {
  const answer = await client.query({
    name: 'session-of',
    text: `select ${sessionColumns} from ${sessionTables} where s.id = $1`,
    values: [sessionId],
  });
  return storedSession(answer.rows[0]);
}

/** The same, locked until the transaction ends: two refreshes of one session go one after the other. */
export async function lockSession(client: Queryable, sessionId: string): Promise<StoredSession | null> {
  const answer = await client.query(`select ${sessionColumns} from ${sessionTables} where s.id = $1 for update of s`, [
    sessionId,
  ]);
  return storedSession(answer.rows[0]);
}

function storedSession(row: Record<string, unknown> | undefined): StoredSession | null {
  if (!row) return null;
  const { sessionId, generation, confirmed_generation, refreshed_at, ended, active, revoked, ...person } = row;
  return {
    id: sessionId as string,
    person: person as Person,
    generation: generation as number,
    confirmedGeneration: confirmed_generation as number,
    refreshedAt: refreshed_at as Date,
    ended: ended as boolean,
    active: active as boolean,
    revoked: revoked as boolean,
  };
}

export async function startSession(
  client: Queryable,
  session: { id: string; personId: string; deviceId: string; tokenHash: string; at: Date },
): Promise<void> {
  await client.query(
    `insert into minh_tra.sessions (id, person_id, device_id, started_at, refreshed_at) values ($1, $2, $3, $4, $4)`,
    [session.id, session.personId, session.deviceId, session.at],
  );
  await client.query('insert into minh_tra.refresh_tokens (hash, session_id, generation) values ($1, $2, 0)', [
    session.tokenHash,
    session.id,
  ]);
}

/** Ends the open sessions of a device, or only those of one person on it, and answers their ids. */
export async function endSessions(
  client: Queryable,
  ending: { deviceId: string; personId?: string; reason: string; at: Date },
): Promise<string[]> {
  const answer = await client.query<{ id: string }>(
    `update minh_tra.sessions set ended_at = $3, end_reason = $4
     where device_id = $1 and ($2::text is null or person_id = $2) and ended_at is null returning id`,
    [ending.deviceId, ending.personId ?? null, ending.at, ending.reason],
  );
  return answer.rows.map((row) => row.id);
}

/** Notes that the answer which carried this generation has arrived: its access token was seen in a request. */
export async function confirmGeneration(client: Queryable, sessionId: string, generation: number): Promise<void> {
  await client.query(
    'update minh_tra.sessions set confirmed_generation = $2 where id = $1 and confirmed_generation < $2',
    [sessionId, generation],
  );
}

/** Notes that a session's laptop has given back what the database of this epoch lacked; false when that was noted before. */
export async function noteBroughtBack(client: Queryable, sessionId: string, epoch: string): Promise<boolean> {
  const answer = await client.query(
    'update minh_tra.sessions set brought_back = $2 where id = $1 and brought_back is distinct from $2',
    [sessionId, epoch],
  );
  return answer.rowCount === 1;
}

/** Id of the person whose session it is; empty when there is no such session. */
export async function personIdOf(client: Queryable, sessionId: string): Promise<string> {
  const answer = await client.query<{ personId: string }>(
    'select person_id as "personId" from minh_tra.sessions where id = $1',
    [sessionId],
  );
  return answer.rows[0]?.personId ?? '';
}

export interface StoredRefreshToken {
  readonly sessionId: string;
  readonly generation: number;
}

export async function refreshTokenOf(client: Queryable, hash: string): Promise<StoredRefreshToken | null> {
  const answer = await client.query(
    'select session_id as "sessionId", generation from minh_tra.refresh_tokens where hash = $1',
    [hash],
  );
  return answer.rows[0] ?? null;
}

/** Puts the successor in the place of the session's present refresh token. */
export async function rotate(
  client: Queryable,
  next: { sessionId: string; usedHash: string; hash: string; generation: number; at: Date },
): Promise<void> {
  await client.query('update minh_tra.refresh_tokens set used_at = $2 where hash = $1', [next.usedHash, next.at]);
  await client.query('insert into minh_tra.refresh_tokens (hash, session_id, generation) values ($1, $2, $3)', [
    next.hash,
    next.sessionId,
    next.generation,
  ]);
  await client.query('update minh_tra.sessions set generation = $2, refreshed_at = $3 where id = $1', [
    next.sessionId,
    next.generation,
    next.at,
  ]);
}
