import type { TakenIn } from '../../../shared/bridge/contract.ts';
import { type IntakeInput, mostOriginalBytes } from '../../../shared/bridge/evidence.ts';
import { recordText } from '../../../shared/domain/evidence/chain.ts';
import { ProblemError } from '../../../shared/problem/problem.ts';
import type { EvidenceRecord, Position } from '../../../shared/schema/evidence.ts';
import { inTurn } from '../files/in-turn.ts';
import { Turns } from '../files/turns.ts';
import type { SigningKey } from '../vault/signing-key.ts';
import type { ChainHeads } from './chain-heads.ts';
import type { EvidenceStore, Recovered } from './evidence-store.ts';
import type { IntakeNote, IntakeNotes } from './intake-notes.ts';
import { describeContent, headBytes, kindOf } from './media.ts';
import { SealBroken } from './sealed-reader.ts';
import type { Content, SealedWriter } from './sealed-writer.ts';

/** Takes originals in, slice by slice, and signs what each of them is. */
export interface Intake {
  begin(input: IntakeInput): Promise<void>;
  /** `at`: how many bytes came before. Throws `evidence.outOfStep` when others did. */
  append(evidenceId: string, at: number, slice: Uint8Array): Promise<void>;
  /** The original is whole, in its place, and signed. Throws `evidence.empty`. */
  finish(evidenceId: string): Promise<TakenIn>;
  /**
   * Takes what is in memory alone: one original, or several that belong together. A lock waits for all of them, and of one that fails nothing
   * is left but what is signed.
   */
  together<Result>(work: (take: TakeWhole) => Promise<Result>): Promise<Result>;
  /** The original's document is saved. */
  settle(evidenceId: string): Promise<void>;
  /** Gives up what is coming in. What is signed already has its place in the chain: it stays, and is taken over at the next start. */
  discard(evidenceId: string): Promise<void>;
  /** What an earlier start left: whole originals whose document was not saved, and recordings as far as they came. */
  left(): Promise<TakenIn[]>;
  /**
   * The vault is shut: what is coming in stays as far as it came, and what is being taken over is taken over at the next start. Resolves when
   * what is being finished is in its place.
   */
  close(): Promise<void>;
}

export type TakeWhole = (input: IntakeInput, bytes: Uint8Array) => Promise<TakenIn>;

export interface IntakeParts {
  readonly store: EvidenceStore;
  readonly notes: IntakeNotes;
  readonly heads: ChainHeads;
  readonly signing: SigningKey;
  readonly personId: string;
  readonly deviceId: string;
  readonly now: () => number;
  /** Server clock minus device clock in milliseconds, as last measured. */
  readonly clockOffsetMs: () => number;
  /** Where the laptop is now by a receiver of its own; null where none says so. */
  readonly position: () => Position | null;
}

interface Receiving {
  readonly note: IntakeNote;
  readonly writer: SealedWriter;
  /** The first bytes, by which the content is known. */
  readonly head: Uint8Array[];
  headLength: number;
}

export function openIntake(parts: IntakeParts): Intake {
  const { store, notes, heads, signing } = parts;
  const receiving = new Map<string, Receiving>();
  /** By evidence: its slices follow one another. */
  const turns = new Turns();
  const shut = new AbortController();
  /** Records of a chain follow one another. */
  const turn = inTurn();

  const demand = (evidenceId: string) => {
    const found = receiving.get(evidenceId);
    if (!found) throw new ProblemError('evidence.outOfStep');
    return found;
  };

  /** Signs the record, and notes it, before anything refers to it: a crash leaves none of a chain behind. */
  function sign(note: IntakeNote, content: Content, head: Uint8Array): Promise<TakenIn> {
    return turn(async () => {
      const { position: measured, ties: _, ...input } = note.input;
      const { mediaType, camera, position } = await describeContent(head, input.kind);
      const record: EvidenceRecord = {
        ...input,
        ...content,
        // A file is what it holds, whatever its name or its sender says.
        kind: input.origin === 'file' ? kindOf(mediaType) : input.kind,
        mediaType,
        camera,
        position: measured ?? position,
        takenBy: parts.personId,
        device: parts.deviceId,
        deviceMs: note.deviceMs,
        clockOffsetMs: note.clockOffsetMs,
        chain: await heads.next(input.caseId),
      };
      const signature = await signing.sign(recordText(record));
      const signed = { record, publicKey: signing.publicKey, signature };
      await notes.write({ ...note, signed });
      // It is signed: its place is known, and on the disk before the note of it is forgotten.
      await heads.reached(record).catch(() => undefined);
      return { input: note.input, signed };
    });
  }

  /** Whether it has its place: what waits for it is newer than what may be there already. */
  async function adopted(evidenceId: string, content: Content): Promise<boolean> {
    try {
      if (await store.adoptFinished(evidenceId, content)) return true;
    } catch (thrown) {
      if (!(thrown instanceof SealBroken && (await store.has(content)))) throw thrown;
    }
    return store.has(content);
  }

  /** What came of one that is not signed: a file is still where it came from, the others are nowhere else. Captured, it is of use if it is whole. */
  async function recovered({ evidenceId, origin }: IntakeInput): Promise<Recovered | null> {
    if (origin === 'recorded') return store.recover(evidenceId, shut.signal, headBytes);
    return origin === 'file' ? null : store.recoverFinished(evidenceId, shut.signal, headBytes);
  }

  async function takeOver(note: IntakeNote): Promise<TakenIn | null> {
    const { input, signed } = note;
    if (signed) {
      // What can't be read throws, and stays: another start may read it.
      const isThere = await adopted(input.evidenceId, signed.record);
      if (isThere) await store.discard(input.evidenceId);
      return isThere ? { input, signed } : null;
    }
    const found = await recovered(input);
    if (!found) return null;
    const taken = await sign(note, found.content, found.first);
    // Before it is signed nobody knows what it is called: what is cut off before is taken over once more.
    if (await adopted(input.evidenceId, found.content)) await store.discard(input.evidenceId);
    return taken;
  }

  /** Null for what comes in, whose document is saved, or of which nothing is left. */
  async function leftOf(evidenceId: string): Promise<TakenIn | null> {
    const note = await notes.read(evidenceId);
    if (!note || note.isSaved || receiving.has(evidenceId)) return null;
    const found = await takeOver(note);
    if (found) return found;
    // Its place in the chain is taken, though nothing of it is left.
    if (note.signed) await heads.keep(note.input.caseId);
    await store.discard(evidenceId);
    await notes.forget(evidenceId);
    return null;
  }

  async function begin(asked: IntakeInput): Promise<void> {
    const { evidenceId } = asked;
    // Over one that is not sent yet nothing begins.
    if (receiving.has(evidenceId) || (await notes.read(evidenceId))) throw new ProblemError('evidence.outOfStep');
    // A file may have been taken elsewhere: it speaks for itself.
    const here = asked.origin === 'file' ? null : parts.position();
    const input = { ...asked, position: asked.position ?? here };
    const note = {
      version: 1,
      input,
      deviceMs: parts.now(),
      clockOffsetMs: parts.clockOffsetMs(),
      signed: null,
      isSaved: false,
      isSent: false,
    } as const;
    await notes.write(note);
    const writer = await store.begin(evidenceId);
    receiving.set(evidenceId, { note, writer, head: [], headLength: 0 });
  }

  async function append(evidenceId: string, at: number, slice: Uint8Array): Promise<void> {
    const original = demand(evidenceId);
    const { writer } = original;
    if (at !== writer.sizeBytes) throw new ProblemError('evidence.outOfStep');
    if (at + slice.byteLength > mostOriginalBytes) throw new ProblemError('evidence.tooLarge');
    if (original.headLength < headBytes) {
      original.head.push(slice.slice(0, headBytes - original.headLength));
      original.headLength += original.head.at(-1)?.byteLength ?? 0;
    }
    await writer.append(slice);
    // A file is still where it came from; a recording is nowhere else.
    if (original.note.input.origin === 'recorded') await writer.keepRest();
  }

  async function finish(evidenceId: string): Promise<TakenIn> {
    const { note, writer, head } = demand(evidenceId);
    if (writer.sizeBytes === 0) throw new ProblemError('evidence.empty');
    receiving.delete(evidenceId);
    const content = await writer.finish();
    const taken = await sign(note, content, Buffer.concat(head));
    await store.adopt(evidenceId, content);
    return taken;
  }

  async function settle(evidenceId: string): Promise<void> {
    const note = await notes.read(evidenceId);
    if (note?.signed) await notes.write({ ...note, isSaved: true });
  }

  async function discard(evidenceId: string): Promise<void> {
    await receiving.get(evidenceId)?.writer.discard();
    receiving.delete(evidenceId);
    if ((await notes.read(evidenceId))?.signed) return;
    await store.discard(evidenceId);
    await notes.forget(evidenceId);
  }

  const takeWhole: TakeWhole = (input, bytes) =>
    turns.run(input.evidenceId, async () => {
      await begin(input);
      try {
        await append(input.evidenceId, 0, bytes);
        return await finish(input.evidenceId);
      } catch (thrown) {
        await discard(input.evidenceId).catch(() => undefined);
        throw thrown;
      }
    });

  /** After the vault was shut nothing more begins. */
  function inItsTurn<Result>(evidenceId: string, work: () => Promise<Result>): Promise<Result> {
    return shut.signal.aborted ? Promise.reject(new ProblemError('database.closed')) : turns.run(evidenceId, work);
  }

  return {
    begin: (asked) => inItsTurn(asked.evidenceId, () => begin(asked)),
    append: (evidenceId, at, slice) => inItsTurn(evidenceId, () => append(evidenceId, at, slice)),
    finish: (evidenceId) => inItsTurn(evidenceId, () => finish(evidenceId)),
    together: (work) => inItsTurn('together', () => work(takeWhole)),
    settle: (evidenceId) => inItsTurn(evidenceId, () => settle(evidenceId)),
    discard: (evidenceId) => inItsTurn(evidenceId, () => discard(evidenceId)),
    async left() {
      const taken: TakenIn[] = [];
      const faults: unknown[] = [];
      for (const evidenceId of await notes.ids()) {
        try {
          const found = await inItsTurn(evidenceId, () => leftOf(evidenceId));
          if (found) taken.push(found);
        } catch (thrown) {
          // It stays for the next time, and holds up none of the others.
          faults.push(thrown);
        }
      }
      if (taken.length === 0 && faults.length > 0) throw faults[0];
      return taken;
    },
    async close() {
      shut.abort(new ProblemError('database.closed'));
      await turns.settled();
      const open = [...receiving.values()];
      receiving.clear();
      await Promise.all(open.map(({ writer }) => writer.leave()));
    },
  };
}
