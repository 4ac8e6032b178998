import type { TakenIn } from '../../../shared/bridge/contract.ts';
import type { ReleaseInput, SendInput } from '../../../shared/bridge/evidence.ts';
import { ProblemError } from '../../../shared/problem/problem.ts';
import { uploadPath } from '../../../shared/protocol/uploads.ts';
import type { ReadBody, ServerRequest } from '../server/central-server.ts';
import { tusTo } from '../server/tus.ts';
import type { ChainHeads } from './chain-heads.ts';
import type { EvidenceStore } from './evidence-store.ts';
import type { IntakeNotes } from './intake-notes.ts';
import { SealBroken } from './sealed-reader.ts';
import type { Content } from './sealed-writer.ts';

/** Sends originals to the central server, slice by slice (tus 1.0.0). */
export interface Outgoing {
  /** Originals that the server has not confirmed, and whose documents are saved. */
  unsent(): Promise<TakenIn[]>;
  /** Sends what follows; how many bytes the server has then. Throws what the server answers, `evidence.damaged`, and the like. */
  send(input: SendInput): Promise<number>;
  /**
   * Gives back the room of a content that the server has whole, by its own word of this moment. False where it has not, or where the content
   * is on its way there: it stays.
   */
  release(input: ReleaseInput): Promise<boolean>;
  /** Nothing more is kept beside an original that the server has whole; of another one nothing changes. */
  forget(evidenceId: string): Promise<void>;
}

export interface OutgoingParts {
  readonly store: EvidenceStore;
  readonly notes: IntakeNotes;
  readonly heads: ChainHeads;
  /** Asks the central server as this person. */
  readonly ask: (request: ServerRequest) => Promise<Response>;
}

export function openOutgoing({ store, notes, heads, ask }: OutgoingParts): Outgoing {
  const tus = tusTo(ask);

  /** What follows in a content, up to so many bytes. */
  function slice(content: Content, from: number): ReadBody {
    const to = Math.min(from + tus.sliceBytes, content.sizeBytes);
    if (from >= to) throw new ProblemError('upload.outOfStep');
    return {
      sizeBytes: to - from,
      async *read() {
        const reader = await store.read(content);
        if (!reader) throw new ProblemError('evidence.damaged');
        try {
          yield* reader.read(from, to);
        } finally {
          await reader.close();
        }
      },
    };
  }

  async function sendNext({ evidenceId, part, content, from }: SendInput): Promise<number> {
    const path = uploadPath(evidenceId, part);
    return from === null ? tus.offset(path) : tus.send(path, from, slice(content, from));
  }

  /** It is sealed with its size: what is named is what lies there. Null where nothing does. */
  async function stateOf(content: Content): Promise<'readable' | 'damaged' | null> {
    try {
      const reader = await store.read(content);
      await reader?.close();
      return reader && 'readable';
    } catch (thrown) {
      if (thrown instanceof SealBroken) return 'damaged';
      throw thrown;
    }
  }

  return {
    async unsent() {
      const all = await notes.readable();
      return all.flatMap(({ isSaved, input, signed }) => (isSaved && signed ? [{ input, signed }] : []));
    },
    async send(input) {
      const at = await sendNext(input);
      if (input.part === 'original') {
        const note = await notes.read(input.evidenceId);
        const record = note?.signed?.record;
        // All of this very original, by the server's word: it has checked the hash.
        const isSent = record?.sha256 === input.content.sha256 && record.sizeBytes === at;
        if (note && isSent) await notes.write({ ...note, isSent });
      }
      return at;
    },
    async release({ evidenceId, content }) {
      const isUnsent = async () => (await notes.all()).some(({ signed }) => signed?.record.sha256 === content.sha256);
      const unsent = await isUnsent();
      const state = unsent ? null : await stateOf(content);
      if (!state) return false;
      // By its own word of what it has: another original of this size is another one.
      if (!(await tus.isWhole(uploadPath(evidenceId, 'original'), content))) return false;
      // Taken in again while the server was asked.
      if (await isUnsent()) return false;
      await (state === 'damaged' ? store.setAside(content) : store.release(content));
      return true;
    },
    async forget(evidenceId) {
      const note = await notes.read(evidenceId);
      if (!note?.isSent) return;
      // It may be all that tells which place of the chain is taken.
      await heads.keep(note.input.caseId);
      await notes.forget(evidenceId);
    },
  };
}
