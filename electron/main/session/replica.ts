import path from 'node:path';
import { type Static, Type } from 'typebox';
import { Value } from 'typebox/value';
import { readJson, writeDurably } from '../files/durable-file.ts';
import { inTurn } from '../files/in-turn.ts';
import { randomText } from '../vault/cipher.ts';

/** Beside a person's database file: under which id the server knows it, and how far its saves were acknowledged. */
const ReplicaFile = Type.Object(
  {
    id: Type.String({ pattern: '^[A-Za-z0-9_-]{16,40}$' }),
    /** Number of the last commit that was acknowledged; null for a new file. */
    commit: Type.Union([Type.Null(), Type.Integer({ minimum: 0 })]),
  },
  { additionalProperties: false },
);
type ReplicaFile = Static<typeof ReplicaFile>;

export interface Replica {
  readonly id: string;
  /** The last acknowledged commit, to hand to the database when it opens. */
  readonly commit: number | null;
  /** Keeps a newer acknowledged commit. Numbers that arrive while one is written are written once. */
  acknowledge(commit: number): void;
  /** Begins anew under another id: the file was renewed, restored or has lost its end. Durable when this resolves. */
  renew(commit: number | null): Promise<void>;
  /** Settles when what was acknowledged is on the disk. */
  settled(): Promise<void>;
}

export async function openReplica(folder: string): Promise<Replica> {
  const file = path.join(folder, 'replica.json');
  const read = await readJson(file);
  const turn = inTurn();
  let held: ReplicaFile = Value.Check(ReplicaFile, read) ? read : { id: randomText(16), commit: null };
  let written: ReplicaFile | null = Value.Check(ReplicaFile, read) ? read : null;

  const write = () =>
    turn(async () => {
      const next = held;
      if (next === written) return;
      await writeDurably(file, JSON.stringify(next));
      written = next;
    });

  await write();
  return {
    get id() {
      return held.id;
    },
    get commit() {
      return held.commit;
    },
    acknowledge(commit) {
      if (held.commit !== null && commit <= held.commit) return;
      held = { ...held, commit };
      // A disk that is full keeps the older number: less is noticed, nothing is lost.
      write().catch(() => undefined);
    },
    async renew(commit) {
      held = { id: randomText(16), commit };
      await write();
    },
    settled: () => write().catch(() => undefined),
  };
}
