import path from 'node:path';
import { type Static, Type } from 'typebox';
import { Value } from 'typebox/value';
import { randomText } from '../../../sealed/cipher.ts';
import { ProblemError } from '../../../shared/problem/problem.ts';
import type { CommitMark } from '../../database/file-state.ts';
import { readJson, writeDurably } from '../files/durable-file.ts';
import { inTurn } from '../files/in-turn.ts';

/** Beside a person's database file: under which id the server knows it, and how far its saves were acknowledged. */
const ReplicaFile = Type.Object(
  {
    /** Absent: 1. */
    version: Type.Optional(Type.Literal(1)),
    id: Type.String({ pattern: '^[A-Za-z0-9_-]{16,40}$' }),
    /** The last commit that was acknowledged; null for a new file. */
    mark: Type.Union([
      Type.Null(),
      Type.Object(
        { fileId: Type.String({ maxLength: 80 }), commits: Type.Integer({ minimum: 0 }) },
        { additionalProperties: false },
      ),
    ]),
    /** Epoch of the server's database that it has first met. */
    epoch: Type.Optional(Type.String({ maxLength: 64 })),
  },
  { additionalProperties: false },
);
type ReplicaFile = Static<typeof ReplicaFile>;
const Versioned = Type.Object({ version: Type.Integer() });

export interface Replica {
  readonly id: string;
  /** The last acknowledged commit, to hand to the database when it opens. */
  readonly mark: CommitMark | null;
  /** Epoch of the server's database that this file is alike to; null until it has met one. */
  readonly epoch: string | null;
  /** The server has answered: its database's epoch is kept when it is the first. */
  meet(epoch: string): void;
  /** The database was restored, and has back what it had lost: this file is alike to its new epoch. */
  meetAnew(epoch: string): void;
  /** Keeps a newer acknowledged commit. Marks that arrive while one is written are written once. */
  acknowledge(mark: CommitMark): void;
  /**
   * Begins anew under another id: the file is empty, restored or has lost its end. Only an empty one has met no server yet.
   * Durable when this resolves.
   */
  renew(mark: CommitMark | null, isEmpty: boolean): Promise<void>;
  /** Settles when what was acknowledged is on the disk. */
  settled(): Promise<void>;
}

/** Throws `database.newer` when a later program has written the file: what it knows of the server must not be lost. */
export async function openReplica(folder: string): Promise<Replica> {
  const file = path.join(folder, 'replica.json');
  const read = await readJson(file);
  if (Value.Check(Versioned, read) && read.version > 1) throw new ProblemError('database.newer', { file: 'replica' });
  const turn = inTurn();
  let held: ReplicaFile = Value.Check(ReplicaFile, read) ? read : { id: randomText(16), mark: null };
  let written: ReplicaFile | null = Value.Check(ReplicaFile, read) ? read : null;

  const write = () =>
    turn(async () => {
      const next = held;
      if (next === written) return;
      await writeDurably(file, JSON.stringify(next));
      written = next;
    });

  const keepEpoch = (epoch: string) => {
    held = { ...held, epoch };
    // What can't be written now is met again.
    write().catch(() => undefined);
  };

  await write();
  return {
    get id() {
      return held.id;
    },
    get mark() {
      return held.mark;
    },
    get epoch() {
      return held.epoch ?? null;
    },
    meet(epoch) {
      if (held.epoch === undefined) keepEpoch(epoch);
    },
    meetAnew: keepEpoch,
    acknowledge(mark) {
      if (held.mark?.fileId === mark.fileId && mark.commits <= held.mark.commits) return;
      held = { ...held, mark };
      // A disk that is full keeps the older mark: less is noticed, nothing is lost.
      write().catch(() => undefined);
    },
    async renew(mark, isEmpty) {
      const met = isEmpty || held.epoch === undefined ? {} : { epoch: held.epoch };
      held = { id: randomText(16), mark, ...met };
      await write();
    },
    settled: () => write().catch(() => undefined),
  };
}
