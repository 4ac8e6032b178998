import { ProblemError } from '../../shared/problem/problem.ts';
import type { RefreshRequest, SessionReply, SignOutRequest } from '../../shared/protocol/auth.ts';
import type { Person } from '../../shared/schema/people.ts';
import { type Queryable, transact } from '../database/connections.ts';
import { announceEnded } from '../queries/notices.ts';
import {
  confirmGeneration,
  endSessions,
  lockSession,
  personIdOf,
  refreshTokenOf,
  rotate,
  type StoredSession,
  sessionOf,
} from '../queries/sessions.ts';
import { keepSigningKey } from '../queries/signing-keys.ts';
import { addAuditLine } from './audit.ts';
import type { Context } from './context.ts';
import { hashOf } from './cryptography.ts';
import { publishKeys } from './directory.ts';

const accessLifeMs = 10 * 60_000;
const refreshLifeMs = 30 * 24 * 60 * 60_000;
const leaseMs = 7 * 24 * 60 * 60_000;
const graceMs = 10 * 60_000;

/** Who asks: the person of a living session. */
export interface Caller {
  readonly person: Person;
  readonly sessionId: string;
  readonly deviceId: string;
  /** End of the access token, milliseconds since 1970. */
  readonly expiresAt: number;
}

/** The person behind an access token. Throws `session.expired`, `device.revoked` or `rate.limited`. */
export async function authenticate(context: Context, accessToken: string): Promise<Caller> {
  const claims = await context.cryptography.readAccess(accessToken, context.now());
  if (!claims) throw new ProblemError('session.expired');
  const { personId, sessionId, deviceId, generation, expiresAt } = claims;
  context.rates.count(sessionId);
  return transact(context.connections.request, { person: personId, device: deviceId }, async (client) => {
    const session = await sessionOf(client, sessionId);
    const person = personOf(session);
    if (session && session.confirmedGeneration < generation) await confirmGeneration(client, sessionId, generation);
    return { person, sessionId, deviceId, expiresAt };
  });
}

function personOf(session: StoredSession | null): Person {
  if (session?.revoked) throw new ProblemError('device.revoked');
  if (!session || session.ended || !session.active) throw new ProblemError('session.expired');
  return session.person;
}

/**
 * Exchanges a refresh token for the next session.
 *
 * Each token works once; a second use means that two hold it, and ends the person's session there. But an
 * answer can be lost on its way, and then an honest device has nothing but the token it used: so the token before the
 * present one is answered once more, with the same successor (it is derived, not random), as long as nobody has shown to
 * have received that successor, by a request under its access token or by its own exchange, and for ten minutes at most.
 * A thief gains nothing by it: of two holders of a token, whoever works with what they were given closes this door, and
 * the other's next exchange is then seen as the second use it is.
 */
export async function refresh(context: Context, request: RefreshRequest): Promise<SessionReply> {
  const { deviceId } = request;
  const usedHash = hashOf(request.refreshToken);
  const outcome = await transact(context.connections.request, { device: deviceId }, async (client) => {
    const token = await refreshTokenOf(client, usedHash);
    if (!token) throw new ProblemError('session.expired');
    const owner = await personIdOf(client, token.sessionId);
    await client.query(`select set_config('minh_tra.person', $1, true)`, [owner]);
    const session = await lockSession(client, token.sessionId);
    const person = personOf(session);
    if (!session) throw new ProblemError('session.expired');
    const at = new Date(context.now());
    const age = at.getTime() - session.refreshedAt.getTime();
    const successor = context.cryptography.successorOf(request.refreshToken);
    const next = { id: session.id, person, deviceId };
    const introduce = () => introduceKeys(client, context, request, { personId: person.id, at });
    if (token.generation === session.generation) {
      if (age > refreshLifeMs) throw new ProblemError('session.expired');
      const generation = session.generation + 1;
      await rotate(client, { sessionId: session.id, usedHash, hash: hashOf(successor), generation, at });
      const isNewKey = await introduce();
      return { reply: await issueSession(context, { ...next, generation }, successor), isNewKey };
    }
    const isLostAnswer =
      token.generation === session.generation - 1 && session.confirmedGeneration < session.generation && age <= graceMs;
    if (isLostAnswer) {
      const isNewKey = await introduce();
      return { reply: await issueSession(context, { ...next, generation: session.generation }, successor), isNewKey };
    }
    const ended = await endSessions(client, { deviceId, personId: person.id, reason: 'refreshReused', at });
    await announceEnded(client, ended);
    await addAuditLine(client, context, { at, kind: 'refreshReused', personId: person.id, deviceId });
    return { refusal: new ProblemError('refresh.reused') };
  });
  if (outcome.refusal) throw outcome.refusal;
  if (outcome.isNewKey) await publishKeys(context, [outcome.reply.person.id]);
  return outcome.reply;
}

/** Keeps the keys that the person says to have on this device; false when they are known. */
async function introduceKeys(
  client: Queryable,
  context: Context,
  { signingKey: publicKey, sealingKey, deviceId }: RefreshRequest,
  { personId, at }: { personId: string; at: Date },
): Promise<boolean> {
  if (publicKey === undefined) return false;
  const isNew = await keepSigningKey(client, { publicKey, sealingKey: sealingKey ?? null, personId, deviceId, at });
  const line = { at, kind: 'signingKeyAdded', personId, deviceId, details: { publicKey } } as const;
  if (isNew) await addAuditLine(client, context, line);
  return isNew;
}

/** Ends the session of a refresh token; a token that is not known is no fault, since the aim is reached. */
export async function signOut(context: Context, request: SignOutRequest): Promise<void> {
  const { deviceId } = request;
  await transact(context.connections.request, { device: deviceId }, async (client) => {
    const token = await refreshTokenOf(client, hashOf(request.refreshToken));
    if (!token) return;
    const personId = await personIdOf(client, token.sessionId);
    const at = new Date(context.now());
    const ended = await endSessions(client, { personId, deviceId, reason: 'signedOut', at });
    // Whoever shows an old token again and again writes no line.
    if (ended.length === 0) return;
    await announceEnded(client, ended);
    await addAuditLine(client, context, { at, kind: 'signedOut', personId, deviceId });
  });
}

/** The reply that carries a session's present tokens. */
export async function issueSession(
  context: Context,
  session: { id: string; person: Person; deviceId: string; generation: number },
  refreshToken: string,
): Promise<SessionReply> {
  const nowMs = context.now();
  // Whole seconds, as the token itself counts.
  const expiresAt = Math.floor((nowMs + accessLifeMs) / 1_000) * 1_000;
  const accessToken = await context.cryptography.signAccess({
    personId: session.person.id,
    sessionId: session.id,
    deviceId: session.deviceId,
    generation: session.generation,
    expiresAt,
  });
  return {
    accessToken,
    accessExpiresAt: new Date(expiresAt).toISOString(),
    refreshToken,
    person: session.person,
    leaseEndsAt: new Date(nowMs + leaseMs).toISOString(),
    serverKey: context.cryptography.sealingKey,
  };
}
