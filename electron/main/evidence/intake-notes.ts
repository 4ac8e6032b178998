import { readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { type Static, Type } from 'typebox';
import { Value } from 'typebox/value';
import { seal, unseal } from '../../../sealed/cipher.ts';
import { IntakeInput } from '../../../shared/bridge/evidence.ts';
import { SignedRecord } from '../../../shared/schema/evidence.ts';
import { makeFolder, readBytes, syncFolder, writeDurably } from '../files/durable-file.ts';

/** What is known of an original from before its first byte until the server has confirmed it. */
export const IntakeNote = Type.Object(
  {
    version: Type.Literal(1),
    input: IntakeInput,
    /** The device's clock when it began, milliseconds since 1970. */
    deviceMs: Type.Integer(),
    clockOffsetMs: Type.Integer(),
    /** Null while it is still coming in. */
    signed: Type.Union([SignedRecord, Type.Null()]),
    /** Its document is saved. */
    isSaved: Type.Boolean(),
    /** The server has it whole. */
    isSent: Type.Boolean(),
  },
  { additionalProperties: false },
);
export type IntakeNote = Static<typeof IntakeNote>;

/** Notes of originals on their way in and out, sealed, one file each. */
export interface IntakeNotes {
  write(note: IntakeNote): Promise<void>;
  read(evidenceId: string): Promise<IntakeNote | null>;
  all(): Promise<IntakeNote[]>;
  forget(evidenceId: string): Promise<void>;
}

const ending = '.note';
const context = (evidenceId: string) => `minh-tra intake 1 ${evidenceId}`;

/** `key`: the vault's for files. */
export async function openIntakeNotes(folder: string, key: Uint8Array): Promise<IntakeNotes> {
  await makeFolder(folder);
  const fileOf = (evidenceId: string) => path.join(folder, `${evidenceId}${ending}`);

  async function read(evidenceId: string): Promise<IntakeNote | null> {
    const sealed = await readBytes(fileOf(evidenceId));
    const plain = sealed && unseal(key, sealed, context(evidenceId));
    const note: unknown = plain ? JSON.parse(plain.toString('utf8')) : null;
    return Value.Check(IntakeNote, note) ? note : null;
  }

  return {
    async write(note) {
      const { evidenceId } = note.input;
      await writeDurably(fileOf(evidenceId), seal(key, Buffer.from(JSON.stringify(note), 'utf8'), context(evidenceId)));
    },
    read,
    async all() {
      const names = (await readdir(folder)).filter((name) => name.endsWith(ending));
      const notes = await Promise.all(names.map((name) => read(name.slice(0, -ending.length))));
      return notes.filter((note) => note !== null);
    },
    async forget(evidenceId) {
      await rm(fileOf(evidenceId), { force: true });
      await syncFolder(folder);
    },
  };
}
