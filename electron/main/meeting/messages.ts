import { type Static, Type } from 'typebox';
import { Value } from 'typebox/value';
import { jsonIn } from '../../../sealed/json-in.ts';
import { mostOriginals } from '../../../shared/bridge/bundles.ts';
import { GivenToPeer, PeerHas } from '../../../shared/bridge/meeting.ts';
import { ProblemError } from '../../../shared/problem/problem.ts';
import { FileRef } from '../../../shared/schema/evidence.ts';
import { type MeetingCipher, tagBytes } from '../vault/meeting-cipher.ts';
import type { Frames } from './frames.ts';

/** Most bytes of a message's body: bundles of a whole team. */
const mostBodyBytes = 256 * 1_024 * 1_024;
const pieceBytes = 256 * 1_024;
/** A record is a byte that says what it is, and a piece. */
const mostRecordBytes = pieceBytes + 1 + tagBytes;
const record = { stillHere: 0, head: 1, piece: 2 } as const;

const From = { content: FileRef, from: Type.Integer({ minimum: 0 }) };
/** What a message is; where it names bytes, its body follows. */
const Head = Type.Union([
  /** Bundles, and the files that may be asked for: JSON. */
  Type.Object({ kind: Type.Literal('given'), bytes: Type.Integer({ minimum: 2, maximum: mostBodyBytes }) }),
  Type.Object({ kind: Type.Literal('wanted'), ...From }),
  /** What follows of a file from a place on; null where it is not there. */
  Type.Object({ kind: Type.Literal('slice'), ...From, bytes: Type.Union([Type.Integer({ minimum: 1 }), Type.Null()]) }),
  Type.Object({ kind: Type.Literal('has'), has: PeerHas }),
  /** The last one. */
  Type.Object({ kind: Type.Literal('bye'), code: Type.String({ maxLength: 40 }) }),
]);
export type Head = Static<typeof Head>;

export interface Message {
  readonly head: Head;
  /** To be read to its end before the next message. */
  readonly body: AsyncGenerator<Buffer, void>;
}

/** What two laptops say to each other once they know each other: messages, one after the other, sealed record by record. */
export interface Messages {
  /** Bytes that were received and sent, with all that they were wrapped in. */
  readonly moved: { readonly received: number; readonly sent: number };
  /** The next message. Throws `meeting.cut`, and `meeting.broken` for what is none. */
  next(): Promise<Message>;
  /** Resolves when the network has taken it. One after the other: who sends waits for the one before. */
  send(head: Head, body?: Iterable<Uint8Array> | AsyncIterable<Uint8Array>): Promise<void>;
  /** So that the other end does not take silence for a cut. */
  stillHere(): Promise<void>;
}

export function messagesOf(frames: Frames, cipher: MeetingCipher): Messages {
  const moved = { received: 0, sent: 0 };

  async function receive(): Promise<Buffer> {
    const sealed = await frames.receive(mostRecordBytes);
    const plain = cipher.open(sealed);
    if (!plain || plain.byteLength === 0) throw broken();
    moved.received += sealed.byteLength;
    return plain[0] === record.stillHere ? receive() : plain;
  }

  async function put(kind: number, bytes: Uint8Array): Promise<void> {
    const sealed = cipher.seal(Buffer.concat([Buffer.of(kind), bytes]));
    await frames.send(sealed);
    moved.sent += sealed.byteLength;
  }

  async function* bodyOf(bytes: number): AsyncGenerator<Buffer, void> {
    for (let left = bytes; left > 0; ) {
      const plain = await receive();
      const piece = plain.subarray(1);
      if (plain[0] !== record.piece || piece.byteLength === 0 || piece.byteLength > left) throw broken();
      left -= piece.byteLength;
      yield piece;
    }
  }

  return {
    moved,
    async next() {
      const plain = await receive();
      const head = plain[0] === record.head ? jsonIn(plain.subarray(1)) : null;
      if (!Value.Check(Head, head)) throw broken();
      return { head, body: bodyOf('bytes' in head ? (head.bytes ?? 0) : 0) };
    },
    async send(head, body = []) {
      await put(record.head, Buffer.from(JSON.stringify(head), 'utf8'));
      for await (const piece of body) {
        for (let at = 0; at < piece.byteLength; at += pieceBytes) {
          await put(record.piece, piece.subarray(at, at + pieceBytes));
        }
      }
    },
    stillHere: () => put(record.stillHere, Buffer.alloc(0)),
  };
}

/** The bundles and files that a message gives. Throws `meeting.broken`. */
export async function readGiven(body: AsyncIterable<Buffer>): Promise<GivenToPeer> {
  const pieces: Buffer[] = [];
  for await (const piece of body) pieces.push(piece);
  const given = jsonIn(Buffer.concat(pieces));
  if (!Value.Check(GivenToPeer, given) || given.originals.length > mostOriginals) throw broken();
  return given;
}

function broken(): ProblemError {
  return new ProblemError('meeting.broken');
}
