import path from 'node:path';
import { type Static, Type } from 'typebox';
import { Value } from 'typebox/value';
import { randomText, seal, unseal } from '../../../sealed/cipher.ts';
import { SeriesRef } from '../../../shared/bridge/numbers.ts';
import { ProblemError } from '../../../shared/problem/problem.ts';
import { NumberBlock } from '../../../shared/protocol/numbers.ts';
import { makeFolder, readBytes, writeDurably } from '../files/durable-file.ts';

/** A block of official numbers on this laptop, and which of them may have been used. */
const NotedBlock = Type.Object(
  {
    block: NumberBlock,
    /** By ascending number: each is noted before anybody learns it. */
    taken: Type.Array(Type.Object({ number: Type.Integer(), documentId: Type.String() })),
    /** No further number is taken. `void`: the server has given it to somebody else. */
    shut: Type.Union([
      Type.Null(),
      Type.Object({ how: Type.Enum(['returned', 'lost', 'void']), reason: Type.String() }),
    ]),
    /** The server knows that it is shut. */
    isShutTold: Type.Boolean(),
  },
  { additionalProperties: false },
);
export type NotedBlock = Static<typeof NotedBlock>;

/** What a laptop must not forget of numbers: beside the database, since a copy of that which is put back knows less. */
export const NumberNote = Type.Object(
  {
    version: Type.Literal(1),
    /** By which the server knows this note. */
    holder: Type.String(),
    /** Requests that may have reached the server. */
    asked: Type.Array(Type.Object({ requestId: Type.String(), ...SeriesRef.properties })),
    blocks: Type.Array(NotedBlock),
  },
  { additionalProperties: false },
);
export type NumberNote = Static<typeof NumberNote>;

const Versioned = Type.Object({ version: Type.Integer() });
const idBytes = 16;
const context = 'minh-tra numbers 1';

export interface NoteFile {
  readonly note: NumberNote;
  /** Durable when this resolves; throws, and keeps what was there, where the disk is full. */
  write(next: NumberNote): Promise<void>;
}

/** A new name for this laptop's note, or for a request. */
export function newName(): string {
  return randomText(idBytes);
}

/**
 * Opens the note in a person's folder. One that is missing or damaged begins anew under another name, without blocks: what was used
 * of them nobody knows. `key`: the vault's for files. Throws `database.newer` where a later program has written it.
 */
export async function openNumberNote(folder: string, key: Uint8Array): Promise<NoteFile> {
  await makeFolder(folder);
  const file = path.join(folder, 'numbers.note');
  const sealed = await readBytes(file);
  const plain = sealed && unseal(key, sealed, context);
  const read: unknown = plain ? JSON.parse(plain.toString('utf8')) : null;
  if (Value.Check(Versioned, read) && read.version > 1) throw new ProblemError('database.newer', { file: 'numbers' });
  let note: NumberNote = Value.Check(NumberNote, read)
    ? read
    : { version: 1, holder: newName(), asked: [], blocks: [] };
  return {
    get note() {
      return note;
    },
    async write(next) {
      await writeDurably(file, seal(key, Buffer.from(JSON.stringify(next), 'utf8'), context));
      note = next;
    },
  };
}
