import type {
  CallInput,
  EventName,
  EventPayload,
  OpenSession,
  PersonOnDevice,
} from '../../../shared/bridge/contract.ts';
import { ProblemError, problemOf } from '../../../shared/problem/problem.ts';
import type { SessionReply } from '../../../shared/protocol/auth.ts';
import type { Position } from '../../../shared/schema/evidence.ts';
import type { Databases, OpenDatabase } from '../database/databases.ts';
import type { Device } from '../device.ts';
import { type Evidence, evidenceDoor } from '../evidence/evidence.ts';
import { inTurn } from '../files/in-turn.ts';
import { freeBytesAt } from '../files/room.ts';
import type { Log } from '../log.ts';
import type { Network } from '../meeting/networks.ts';
import type { Numbers } from '../numbers/numbers.ts';
import { numbersDoor } from '../numbers/numbers-door.ts';
import { accountOf } from '../server/account.ts';
import type { CentralServer } from '../server/central-server.ts';
import { askAs, type Bearer } from '../server/signed-in.ts';
import type { Keychain } from '../vault/keychain.ts';
import type { OpenVault } from '../vault/open-vault.ts';
import { folderNameOf, type PeopleFolder } from '../vault/people-folder.ts';
import { readCard } from '../vault/person-card.ts';
import { type Profile, readProfile, writeProfile } from '../vault/profile.ts';
import { type SigningKey, signingKeyOf } from '../vault/signing-key.ts';
import { changePin, keepRecovery, unlockVault } from '../vault/vault.ts';
import { keepCard } from './card-keeper.ts';
import { closeOpened } from './close-opened.ts';
import { leaving } from './leaving.ts';
import { refuseWeakPin, vaultUnderNewPin } from './new-pin.ts';
import { pendingSignIns } from './pending-sign-ins.ts';
import { describePerson, listPeople } from './people-list.ts';
import { openReplica, type Replica } from './replica.ts';
import {
  bearerOf,
  describeOpened,
  type Opened,
  profileOf,
  type RunningSession,
  runSession,
} from './running-session.ts';

export type LockReason = EventPayload<'locked'>['reason'];

export interface SessionParts {
  readonly people: PeopleFolder;
  readonly keychain: Keychain;
  readonly device: Device;
  readonly server: CentralServer;
  readonly databases: Databases;
  readonly log: Log;
  /** Server clock minus device clock as measured since the program started; null before. */
  readonly clockOffsetMs: () => number | null;
  /** The local networks of this moment. */
  readonly networks: () => readonly Network[];
  readonly now: () => number;
  /** Milliseconds since some moment, by a clock that nobody sets. */
  readonly elapsedMs: () => number;
  /** Where the laptop is now by a receiver of its own; null where none says so. */
  readonly position: () => Position | null;
  readonly tell: <Name extends EventName>(name: Name, payload: EventPayload<Name>) => void;
}

/** Whose vault is open in this program, and all that opens and shuts it. Everything that changes it takes turns. */
export interface Session {
  list(): Promise<PersonOnDevice[]>;
  signIn(input: CallInput<'session.signIn'>): Promise<PersonOnDevice>;
  setPin(input: CallInput<'session.setPin'>): Promise<OpenSession>;
  unlock(input: CallInput<'session.unlock'>): Promise<OpenSession>;
  changePin(input: CallInput<'session.changePin'>): Promise<void>;
  /** `page` says whether the window is there to close its workspace first. */
  lock(reason: LockReason, page?: 'there' | 'gone'): Promise<void>;
  left(): void;
  report(input: CallInput<'session.report'>): void;
  /** Hands a port to the window; opens the database again when its process has ended. */
  connectDatabase(): Promise<void>;
  restoreDatabase(personId: string): Promise<{ copiedAt: string }>;
  renewDatabase(personId: string): Promise<void>;
  /** The open person's originals. Throws `database.closed` while locked. */
  evidence(): Promise<Evidence>;
  /** The open person's official numbers. Throws `database.closed` while locked. */
  numbers(): Promise<Numbers>;
  /** Bytes that are free where the open person's data lies. Throws `database.closed` while locked. */
  freeBytes(): Promise<number>;
  /** What a request to the server needs; null while locked. */
  bearer(): Bearer | null;
  /** Keeps how late it is; renews the lease when it is over, and locks when the server can't be met. */
  checkLease(): Promise<void>;
  readonly isOpen: boolean;
}

/** How long the window may take to close its workspace: what is being typed is saved in it. */
const leaveLimitMs = 1_500;
/** How long a vault whose database is damaged stays ready for repair after its PIN was right. */
const repairMs = 10 * 60_000;

export function openSessions(parts: SessionParts): Session {
  const { people, keychain, device, server, databases, log, now, tell } = parts;
  const account = accountOf(server);
  const turn = inTurn();
  const pending = pendingSignIns(now);
  const window = leaving();
  let opened: Opened | null = null;
  let revocation: Promise<void> = Promise.resolve();
  /** Whether a destruction may have been cut off: not looked at since the start, or not done. */
  let mayBeDoomed = true;
  let repair: { readonly personId: string; readonly untilMs: number } | null = null;

  function run(vault: OpenVault, signing: () => Promise<SigningKey>, first: Profile): RunningSession {
    return runSession({
      vault,
      signing,
      first,
      account,
      deviceId: device.id,
      clockOffsetMs: parts.clockOffsetMs,
      now,
      elapsedMs: parts.elapsedMs,
      onRefused(code) {
        log.failure('session refused', new ProblemError(code));
        if (code === 'device.revoked') void revoke();
        else tell('sessionExpired', null);
      },
      onAdopted({ person, leaseEndsAt }) {
        if (opened?.session.vault === vault) opened.card.change({ person, leaseEndsAt });
      },
    });
  }

  /** The profile to begin with. Without one, or without a lease, the server must be met first. */
  async function profileFor(vault: OpenVault, reply: SessionReply | null): Promise<Profile> {
    const held = await readProfile(vault);
    const granted = reply && profileOf(reply, now(), parts.clockOffsetMs() ?? held?.clockOffsetMs ?? 0);
    const profile = granted ?? held;
    if (!profile) throw new ProblemError('session.expired');
    if (granted) await writeProfile(vault, granted);
    return profile;
  }

  /** So that a forgotten PIN loses nothing. A vault opens without it as well. */
  function rememberRecovery(vault: OpenVault, reply: SessionReply): Promise<void> {
    return people
      .inTurn(() => keepRecovery(people.place(vault.personId), vault, reply.recoverySecret))
      .catch((thrown: unknown) => log.failure('recovery not kept', thrown));
  }

  /**
   * After a password: a folder that is an older copy of itself ends its session at the server, and lacks what it wrote later, which the
   * server would send to any other replica alone.
   */
  function beginAnew(replica: Replica): Promise<void> {
    return replica.renew(replica.mark, false);
  }

  async function openDatabase(vault: OpenVault, replica: Replica): Promise<OpenDatabase> {
    const key = vault.keyFor('database');
    const onCommitted = replica.acknowledge;
    try {
      const { folder } = vault;
      const database = await databases.open({ folder, key, lastMark: replica.mark, onCommitted });
      if (database.isRolledBack) await replica.renew(database.mark, false);
      else replica.acknowledge(database.mark);
      return database;
    } catch (thrown) {
      const { code, details } = problemOf(thrown);
      if (code !== 'database.damaged') throw thrown;
      repair = { personId: vault.personId, untilMs: now() + repairMs };
      const copiedAt = await databases.lastGoodCopy(vault.folder);
      throw new ProblemError(code, { ...details, hasCopy: copiedAt !== null, ...(copiedAt && { copiedAt }) });
    }
  }

  /** Takes an open vault over; shuts it again when anything behind it does not open. */
  async function begin(vault: OpenVault, reply: SessionReply | null): Promise<OpenSession> {
    try {
      if (reply) await rememberRecovery(vault, reply);
      const signing = signingKeyOf(vault);
      const session = run(vault, signing, await profileFor(vault, reply));
      if (session.isLeaseOver()) await meetServer(session);
      const replica = await openReplica(vault.folder);
      if (reply) await beginAnew(replica);
      const database = await openDatabase(vault, replica);
      const { person, leaseEndsAt } = session.profile;
      const before = await readCard(vault.folder, keychain);
      const card = keepCard(vault.folder, keychain, {
        person,
        leaseEndsAt,
        unsent: before?.unsent ?? 0,
        lastSyncedAt: before?.lastSyncedAt ?? null,
      });
      await card.settled();
      const stop = new AbortController();
      const bearer = bearerOf({ session, replica, stop }, () => void revoke());
      const evidence = evidenceDoor({
        ...{ vault, signing, deviceId: device.id, now, clockOffsetMs: session.clockOffsetMs },
        position: parts.position,
        person: () => session.profile.person,
        serverKey: () => session.profile.serverKey ?? null,
        networks: parts.networks,
        ask: (request) => askAs(bearer, server, request),
      });
      const numbers = numbersDoor({ vault, ask: (request) => askAs(bearer, server, request) });
      // After a password the folder may be an older copy of itself.
      if (reply) await (await numbers.open()).distrust();
      opened = { session, database, evidence, numbers, replica, card, stop };
      pending.done(vault.personId);
      repair = null;
      log.note('opened', { rolledBack: database.isRolledBack });
      return describeOpened(opened, device, folderNameOf(vault.personId));
    } catch (thrown) {
      vault.close();
      throw thrown;
    }
  }

  async function meetServer(session: RunningSession): Promise<void> {
    const { leaseEndsAt } = session.profile;
    await session.token.current().catch((thrown: unknown) => {
      const { code } = problemOf(thrown);
      throw code === 'session.expired' || code === 'device.revoked'
        ? new ProblemError(code)
        : new ProblemError('lease.ended', { leaseEndsAt }, { cause: thrown });
    });
  }

  async function shut(reason: LockReason, page: 'there' | 'gone' = 'there'): Promise<void> {
    const closing = opened;
    if (!closing) return;
    opened = null;
    const left = page === 'there' ? window.wait(leaveLimitMs) : null;
    tell('locked', { reason });
    closing.stop.abort();
    await left;
    await closeOpened(closing, reason, log);
    log.note('locked');
  }

  /**
   * The server's word that this laptop is lost, which it may be to anybody on it: the keys of all of them go at once, whatever is under
   * way, and then, when nothing is open, the files. What is cut off goes on before anything else opens.
   */
  function revoke(): Promise<void> {
    pending.clear();
    repair = null;
    mayBeDoomed = true;
    const keys = people
      .inTurn(people.destroyKeys)
      .catch((thrown: unknown) => log.failure('keys not destroyed', thrown));
    revocation = turn(async () => {
      await keys;
      const wasOpen = opened !== null;
      await shut('revoked');
      await people.inTurn(people.destroyEverything);
      mayBeDoomed = false;
      if (!wasOpen) tell('locked', { reason: 'revoked' });
      log.note('revoked');
    }).catch((thrown: unknown) => log.failure('revoke', thrown));
    return revocation;
  }

  /** Throws when what was lost could not be destroyed yet: nothing opens before. */
  async function finishRevocation(): Promise<void> {
    if (!mayBeDoomed) return;
    await people.inTurn(people.finishDestruction);
    mayBeDoomed = false;
  }

  /** Repairs may be made by who has just shown the PIN. */
  function demandRepair(personId: string): void {
    const isOpen = opened?.session.vault.personId === personId;
    const isAllowed = repair !== null && repair.personId === personId && now() < repair.untilMs;
    if (!isOpen && !isAllowed) throw new ProblemError('database.closed');
  }

  /** Works on a database file that nobody has open; reopens it when its person is at work. */
  async function repairFile<Result>(
    personId: string,
    isEmptyAfter: boolean,
    work: (folder: string) => Promise<Result>,
  ): Promise<Result> {
    demandRepair(personId);
    const { folder } = people.place(personId);
    const current = opened;
    if (!current) {
      const result = await work(folder);
      await (await openReplica(folder)).renew(null, isEmptyAfter);
      return result;
    }
    await current.database.close(false);
    const result = await work(folder);
    await current.replica.renew(null, isEmptyAfter);
    const database = await openDatabase(current.session.vault, current.replica);
    opened = { ...current, database };
    return result;
  }

  return {
    async list() {
      await revocation;
      await finishRevocation().catch((thrown: unknown) => log.failure('revoke', thrown));
      const listed = await listPeople(people, keychain, now());
      // Ready when the PIN is typed.
      if (listed.length > 0 && !opened) databases.prepare();
      return listed;
    },
    async signIn({ username, password }) {
      const asked = account.signIn({ username, password, deviceId: device.id, deviceName: device.name });
      const reply = await asked.catch(async (thrown: unknown) => {
        if (problemOf(thrown).code === 'device.revoked') await revoke();
        throw thrown;
      });
      return turn(async () => {
        const current = opened;
        if (current?.session.vault.personId === reply.person.id) {
          await current.session.adopt(reply);
          await beginAnew(current.replica);
          await rememberRecovery(current.session.vault, reply);
        } else {
          pending.add(reply);
        }
        return describePerson(people, keychain, reply, now());
      });
    },
    setPin: ({ personId, pin, discardUnsent = false }) =>
      turn(async () => {
        const reply = pending.demand(personId);
        refuseWeakPin(pin);
        databases.prepare();
        await shut('person');
        await finishRevocation();
        const vault = await people.inTurn(() => vaultUnderNewPin(people, keychain, reply, pin, discardUnsent));
        return begin(vault, reply);
      }),
    unlock: ({ personId, pin }) =>
      turn(async () => {
        databases.prepare();
        await shut('person');
        await finishRevocation();
        const vault = await people.inTurn(() => unlockVault(people.place(personId), pin));
        return begin(vault, pending.of(personId));
      }),
    changePin: ({ oldPin, newPin }) =>
      turn(async () => {
        if (!opened) throw new ProblemError('database.closed');
        refuseWeakPin(newPin);
        const place = people.place(opened.session.vault.personId);
        await people.inTurn(() => changePin(place, oldPin, newPin));
      }),
    lock: (reason, page) => turn(() => shut(reason, page)),
    left: window.left,
    report: (input) => opened?.card.change(input),
    connectDatabase: () =>
      turn(async () => {
        if (!opened) throw new ProblemError('database.closed');
        if (!opened.database.isAlive) {
          const { session, replica } = opened;
          opened = { ...opened, database: await openDatabase(session.vault, replica) };
          log.note('database opened again', { rolledBack: opened.database.isRolledBack });
        }
        opened.database.connect();
      }),
    restoreDatabase: (personId) =>
      turn(() => repairFile(personId, false, async (folder) => ({ copiedAt: await databases.restore(folder) }))),
    renewDatabase: (personId) => turn(() => repairFile(personId, true, (folder) => databases.setAside(folder))),
    async evidence() {
      if (!opened) throw new ProblemError('database.closed');
      return opened.evidence.open();
    },
    async numbers() {
      if (!opened) throw new ProblemError('database.closed');
      return opened.numbers.open();
    },
    async freeBytes() {
      if (!opened) throw new ProblemError('database.closed');
      return freeBytesAt(opened.session.vault.folder);
    },
    bearer: () => opened && bearerOf(opened, () => void revoke()),
    async checkLease() {
      const current = opened;
      if (!current) return;
      await current.session.keepTime().catch((thrown: unknown) => log.failure('time not kept', thrown));
      if (!current.session.isLeaseOver()) return;
      // Outside the turn: nobody waits for the network to lock.
      await current.session.token.current().catch(() => undefined);
      await turn(async () => {
        if (opened === current && current.session.isLeaseOver()) await shut('leaseEnded');
      });
    },
    get isOpen() {
      return opened !== null;
    },
  };
}
