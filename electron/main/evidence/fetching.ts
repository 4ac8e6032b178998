import type { FetchInput } from '../../../shared/bridge/evidence.ts';
import { ProblemError } from '../../../shared/problem/problem.ts';
import { sentSliceBytes, uploadPath } from '../../../shared/protocol/uploads.ts';
import { inTurn } from '../files/in-turn.ts';
import type { ServerRequest } from '../server/central-server.ts';
import { demandOk } from '../server/problem-answer.ts';
import type { EvidenceStore } from './evidence-store.ts';
import type { Content, SealedWriter } from './sealed-writer.ts';

/** Fetches originals and small pictures that colleagues took, slice by slice. */
export interface Fetching {
  /**
   * Fetches what follows; how many bytes are here then: all of them, once the file is whole, what it must be, and in its place. Throws what
   * the server answers; what has come by then stays for the next call.
   */
  fetchNext(input: FetchInput): Promise<number>;
  /** The vault is shut: what is under way is fetched anew. */
  close(): Promise<void>;
}

export interface FetchingParts {
  readonly store: EvidenceStore;
  /** Asks the central server as this person. */
  readonly ask: (request: ServerRequest) => Promise<Response>;
}

export function openFetching({ store, ask }: FetchingParts): Fetching {
  /** Slices of a file follow one another, whoever asks. */
  const turn = inTurn();
  /** By hash. */
  const coming = new Map<string, SealedWriter>();

  async function slice({ evidenceId, part, content }: FetchInput, from: number): Promise<Uint8Array> {
    const last = Math.min(from + sentSliceBytes, content.sizeBytes) - 1;
    const path = `${uploadPath(evidenceId, part)}/content`;
    const response = await ask({ method: 'GET', path, headers: { range: `bytes=${from}-${last}` } });
    await demandOk(response);
    const bytes = await response.arrayBuffer().catch((cause: unknown) => {
      throw new ProblemError('server.away', undefined, { cause });
    });
    if (bytes.byteLength !== last + 1 - from) throw new ProblemError('server.failed');
    return new Uint8Array(bytes);
  }

  async function finish(name: string, writer: SealedWriter, expected: Content): Promise<void> {
    const content = await writer.finish();
    // What stays here would hold up the next try.
    if (content.sha256 === expected.sha256) return store.adopt(name, content).finally(() => store.discard(name));
    await store.discard(name);
    throw new ProblemError('server.failed');
  }

  async function fetchNext(input: FetchInput): Promise<number> {
    const { content } = input;
    const { sha256, sizeBytes } = content;
    if (await store.has(content)) return sizeBytes;
    const name = store.passingName(sha256);
    const writer = coming.get(sha256) ?? (await store.begin(name));
    coming.set(sha256, writer);
    const bytes = await slice(input, writer.sizeBytes);
    try {
      await writer.append(bytes);
      if (writer.sizeBytes < sizeBytes) return writer.sizeBytes;
      await finish(name, writer, content);
    } catch (thrown) {
      coming.delete(sha256);
      await writer.discard();
      throw thrown;
    }
    coming.delete(sha256);
    return sizeBytes;
  }

  return {
    fetchNext: (input) => turn(() => fetchNext(input)),
    async close() {
      const open = [...coming.values()];
      coming.clear();
      await Promise.all(open.map((writer) => writer.discard()));
    },
  };
}
