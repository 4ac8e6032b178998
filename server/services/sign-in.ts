import { ProblemError } from '../../shared/problem/problem.ts';
import type { SessionReply, SignInRequest } from '../../shared/protocol/auth.ts';
import { type Queryable, transact } from '../database/connections.ts';
import { keepRecoverySecret, registerDevice } from '../queries/devices.ts';
import { announceEnded } from '../queries/notices.ts';
import { type Account, accountOf, setWrongPasswords } from '../queries/people.ts';
import { endSessions, startSession } from '../queries/sessions.ts';
import { limitTries } from './address-rates.ts';
import { addAuditLine } from './audit.ts';
import type { Context } from './context.ts';
import { hashOf, hashOfNobody, isPassword, newId, newSecret } from './cryptography.ts';
import { issueSession } from './session.ts';

const wrongPasswordsBeforeLock = 5;
const firstLockMs = 60_000;
const longestLockMs = 60 * 60_000;

/** What came of a password: what must be written down is committed before a refusal is answered. */
type Outcome = { readonly reply: SessionReply } | { readonly refusal: ProblemError };

/** Opens a session for a person on a device, which it registers. Tries from `address` that fail are counted. */
export function signIn(context: Context, request: SignInRequest, address: string): Promise<SessionReply> {
  return limitTries(context, address, () => trySignIn(context, request));
}

async function trySignIn(context: Context, request: SignInRequest): Promise<SessionReply> {
  const username = request.username.normalize('NFC').trim().toLowerCase();
  const access = { username, device: request.deviceId };
  // Hashed with no connection held and no row locked: a crowd at the door keeps nobody inside waiting.
  const found = await transact(context.connections.request, access, (client) => accountOf(client, username));
  const isPasswordOfFound = await isPassword(found?.passwordHash ?? (await hashOfNobody()), request.password);
  const outcome = await transact(context.connections.request, access, async (client): Promise<Outcome> => {
    const account = await accountOf(client, username);
    const isRight = isPasswordOfFound && account?.passwordHash === found?.passwordHash;
    const refusal = await refusalOf(context, client, account, isRight, request.deviceId);
    if (refusal) return { refusal };
    return account ? open(context, client, account, request) : { refusal: new ProblemError('credentials.wrong') };
  });
  if ('refusal' in outcome) throw outcome.refusal;
  return outcome.reply;
}

/** Counts a wrong password, locks the account when there were too many, and says why not. Null when nothing is wrong. */
async function refusalOf(
  context: Context,
  client: Queryable,
  account: Account | null,
  isRight: boolean,
  deviceId: string,
): Promise<ProblemError | null> {
  const at = new Date(context.now());
  const line = { at, personId: account?.person.id, deviceId };
  if (account?.lockedUntil && account.lockedUntil > at) {
    await addAuditLine(client, context, { ...line, kind: 'signInRefused', details: { reason: 'locked' } });
    return locked(account.lockedUntil, at);
  }
  if (account?.active && isRight) return null;
  const refused = { ...line, kind: 'signInRefused' } as const;
  if (!account) {
    await addAuditLine(client, context, { ...refused, details: { reason: 'unknown' } });
    return new ProblemError('credentials.wrong');
  }
  const wrong = account.wrongPasswords + 1;
  const lockMs = lockAfter(wrong);
  const lockedUntil = lockMs > 0 ? new Date(at.getTime() + lockMs) : null;
  await setWrongPasswords(client, account.person.id, wrong, lockedUntil);
  await addAuditLine(client, context, { ...refused, details: { reason: 'password' } });
  if (!lockedUntil) return new ProblemError('credentials.wrong');
  await addAuditLine(client, context, { ...line, kind: 'accountLocked', details: { seconds: lockMs / 1_000 } });
  return locked(lockedUntil, at);
}

/** How long an account stays shut after so many wrong passwords on end: a minute, then twice as long each time. */
function lockAfter(wrong: number): number {
  if (wrong < wrongPasswordsBeforeLock) return 0;
  return Math.min(firstLockMs * 2 ** (wrong - wrongPasswordsBeforeLock), longestLockMs);
}

function locked(until: Date, at: Date): ProblemError {
  return new ProblemError('account.locked', { retryAfterSeconds: Math.ceil((until.getTime() - at.getTime()) / 1_000) });
}

async function open(context: Context, client: Queryable, account: Account, request: SignInRequest): Promise<Outcome> {
  const at = new Date(context.now());
  const { person } = account;
  const { deviceId } = request;
  const line = { at, personId: person.id, deviceId };
  const { revoked } = await registerDevice(client, { id: deviceId, name: request.deviceName, at, by: person });
  if (revoked) {
    await addAuditLine(client, context, { ...line, kind: 'signInRefused', details: { reason: 'revoked' } });
    return { refusal: new ProblemError('device.revoked') };
  }
  if (account.wrongPasswords > 0) await setWrongPasswords(client, person.id, 0, null);
  const id = newId();
  const refreshToken = newSecret();
  const ended = await endSessions(client, { personId: person.id, deviceId, reason: 'signedInAgain', at });
  await startSession(client, { id, personId: person.id, deviceId, tokenHash: hashOf(refreshToken), at });
  await announceEnded(client, ended);
  const session = await issueSession(context, { id, person, deviceId, generation: 0 }, refreshToken);
  const reply = { ...session, recoverySecret: await recoverySecret(context, client, person.id, deviceId) };
  await addAuditLine(client, context, { ...line, kind: 'signedIn' });
  return { reply };
}

async function recoverySecret(
  context: Context,
  client: Queryable,
  personId: string,
  deviceId: string,
): Promise<string> {
  const purpose = `recovery ${personId} ${deviceId}`;
  await client.query(`select set_config('minh_tra.person', $1, true)`, [personId]);
  const sealed = context.cryptography.seal(newSecret(), purpose);
  return context.cryptography.unseal(await keepRecoverySecret(client, { personId, deviceId, sealed }), purpose);
}
