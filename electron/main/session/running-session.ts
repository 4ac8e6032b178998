import type { OpenSession } from '../../../shared/bridge/contract.ts';
import type { ProblemCode } from '../../../shared/problem/catalogue.ts';
import type { SessionReply } from '../../../shared/protocol/auth.ts';
import type { OpenDatabase } from '../database/databases.ts';
import type { EvidenceDoor } from '../evidence/evidence.ts';
import { inTurn } from '../files/in-turn.ts';
import type { NumbersDoor } from '../numbers/numbers-door.ts';
import { type AccessToken, accessToken } from '../server/access-token.ts';
import type { Account } from '../server/account.ts';
import type { Bearer } from '../server/signed-in.ts';
import { settledWithin } from '../settled-within.ts';
import type { OpenVault } from '../vault/open-vault.ts';
import { type Profile, writeProfile } from '../vault/profile.ts';
import type { SigningKey } from '../vault/signing-key.ts';
import type { CardKeeper } from './card-keeper.ts';
import { isLeaseOver, latestMoment } from './lease.ts';
import type { Replica } from './replica.ts';

/** The profile of a session that the server has granted, at a moment by the device's clock. */
export function profileOf(reply: SessionReply, nowMs: number, clockOffsetMs: number): Profile {
  return {
    person: reply.person,
    refreshToken: reply.refreshToken,
    leaseEndsAt: reply.leaseEndsAt,
    latestMs: nowMs + clockOffsetMs,
    clockOffsetMs,
    ...(reply.serverKey && { serverKey: reply.serverKey }),
  };
}

/** A person's session with the server, once the vault is open. */
export interface RunningSession {
  readonly vault: OpenVault;
  readonly profile: Profile;
  readonly token: AccessToken;
  /** Takes what a sign-in by password or a renewal granted; durable when this resolves. */
  adopt(reply: SessionReply): Promise<void>;
  isLeaseOver(): boolean;
  /** Server clock minus device clock in milliseconds, as last measured. */
  clockOffsetMs(): number;
  /** Keeps how late it is, every few minutes: who kills the program and sets the clock back gains no more than them. */
  keepTime(): Promise<void>;
  /** Waits a moment for a renewal that is under way, keeps what is known, and overwrites the keys. */
  close(): Promise<void>;
}

export interface RunningSessionParts {
  readonly vault: OpenVault;
  readonly first: Profile;
  readonly account: Account;
  readonly deviceId: string;
  /** What this person's records on this laptop are signed with. */
  readonly signing: () => Promise<SigningKey>;
  /** The server's clock as measured since the program started; null before. */
  readonly clockOffsetMs: () => number | null;
  readonly now: () => number;
  /** Milliseconds since some moment, by a clock that nobody sets. */
  readonly elapsedMs: () => number;
  readonly onRefused: (code: ProblemCode) => void;
  readonly onAdopted: (profile: Profile) => void;
}

/** How long shutting waits for the new refresh token of a renewal that is under way. */
const settleLimitMs = 3_000;
/** How much time passes before it is kept how late it is. */
const keepTimeMs = 5 * 60_000;

export function runSession(parts: RunningSessionParts): RunningSession {
  const { vault, account, deviceId, signing } = parts;
  const turn = inTurn();
  let profile = parts.first;

  const offsetMs = () => parts.clockOffsetMs() ?? profile.clockOffsetMs;
  const serverNow = () => parts.now() + offsetMs();
  let known = { latestMs: profile.latestMs, atMs: parts.elapsedMs() };
  const latestMs = () => {
    const atMs = parts.elapsedMs();
    known = { latestMs: latestMoment(known.latestMs, atMs - known.atMs, serverNow()), atMs };
    return known.latestMs;
  };
  const save = (change: Partial<Profile>) =>
    turn(async () => {
      profile = { ...profile, ...change, latestMs: latestMs(), clockOffsetMs: offsetMs() };
      await writeProfile(vault, profile);
    });

  async function adopt(reply: SessionReply): Promise<void> {
    const { person, refreshToken, leaseEndsAt, serverKey } = reply;
    // The server has just been met: its clock counts, and no other, also when this one was ahead.
    if (parts.clockOffsetMs() !== null) known = { latestMs: serverNow(), atMs: parts.elapsedMs() };
    await save({ person, refreshToken, leaseEndsAt, ...(serverKey && { serverKey }) });
    parts.onAdopted(profile);
  }

  /** None when there is no room to keep a key: nothing is signed then, and the session goes on. */
  const publicKeys = () =>
    signing().then(
      ({ publicKey: signingKey, sealingKey }) => ({ signingKey, sealingKey }),
      () => ({}),
    );

  const token = accessToken({
    async renew() {
      if (profile.refreshToken === null) return null;
      const { refreshToken } = profile;
      const reply = await account.refresh({ refreshToken, deviceId, ...(await publicKeys()) });
      await adopt(reply);
      return reply;
    },
    // The token that was refused is kept: asked with it again after the next start, the server says whether the laptop is lost.
    onRefused: parts.onRefused,
    serverNow,
  });

  return {
    vault,
    token,
    get profile() {
      return profile;
    },
    async adopt(reply) {
      await adopt(reply);
      token.begin();
    },
    isLeaseOver: () => isLeaseOver(profile, latestMs()),
    clockOffsetMs: offsetMs,
    async keepTime() {
      if (latestMs() - profile.latestMs >= keepTimeMs) await save({});
    },
    async close() {
      await settledWithin(settleLimitMs, token.settled());
      // A disk that does not answer keeps no key.
      await settledWithin(settleLimitMs, save({}));
      vault.close();
    },
  };
}

/** An open vault with all that works on it: what `session.lock` shuts. */
export interface Opened {
  readonly session: RunningSession;
  readonly database: OpenDatabase;
  readonly evidence: EvidenceDoor;
  readonly numbers: NumbersDoor;
  readonly replica: Replica;
  readonly card: CardKeeper;
  readonly stop: AbortController;
}

/** What the window learns of an open vault. */
export function describeOpened(
  { session, database }: Opened,
  device: { readonly id: string; readonly name: string },
  databaseName: string,
): OpenSession {
  return {
    person: session.profile.person,
    deviceId: device.id,
    deviceName: device.name,
    database: databaseName,
    leaseEndsAt: session.profile.leaseEndsAt,
    rolledBack: database.isRolledBack,
  };
}

export function bearerOf(
  { session, replica, stop }: Pick<Opened, 'session' | 'replica' | 'stop'>,
  revoked: () => void,
): Bearer {
  return { token: session.token, replica, signal: stop.signal, revoked };
}
