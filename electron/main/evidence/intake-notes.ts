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
  /** Of all there are, by the evidence. */
  ids(): Promise<string[]>;
  /** Throws where one of them can't be read. */
  all(): Promise<IntakeNote[]>;
  /** Those that can be read: a bad sector under one holds up none of the others. */
  readable(): Promise<IntakeNote[]>;
  forget(evidenceId: string): Promise<void>;
}

const ending = '.note';
const context = (evidenceId: string) => `minh-tra intake 1 ${evidenceId}`;

/** `key`: the vault's for files. */
export async function openIntakeNotes(folder: string, key: Uint8Array): Promise<IntakeNotes> {
  await makeFolder(folder);
  const fileOf = (evidenceId: string) => path.join(folder, `${evidenceId}${ending}`);

  function opened(evidenceId: string, sealed: Buffer | null): IntakeNote | null {
    const plain = sealed && unseal(key, sealed, context(evidenceId));
    const note: unknown = plain ? JSON.parse(plain.toString('utf8')) : null;
    return Value.Check(IntakeNote, note) ? note : null;
  }

  const read = async (evidenceId: string) => opened(evidenceId, await readBytes(fileOf(evidenceId)));

  async function ids(): Promise<string[]> {
    const files = (await readdir(folder)).filter((name) => name.endsWith(ending));
    return files.map((name) => name.slice(0, -ending.length));
  }

  return {
    async write(note) {
      const { evidenceId } = note.input;
      await writeDurably(fileOf(evidenceId), seal(key, Buffer.from(JSON.stringify(note), 'utf8'), context(evidenceId)));
    },
    read,
    ids,
    async all() {
      const notes = await Promise.all((await ids()).map(read));
      return notes.filter((note) => note !== null);
    },
    async readable() {
      const all = await ids();
      const files = await Promise.all(all.map((id) => readBytes(fileOf(id)).catch(() => null)));
      return all.flatMap((id, nth) => opened(id, files[nth] ?? null) ?? []);
    },
    async forget(evidenceId) {
      await rm(fileOf(evidenceId), { force: true });
      await syncFolder(folder);
    },
  };
}
