import type { EvidencePart } from '../../../shared/protocol/uploads.ts';
import type { FileRef } from '../../../shared/schema/evidence.ts';
import type { EvidenceShell } from './originals.ts';

/** Brings originals and small pictures of colleagues onto this laptop. */
export interface Fetches {
  /** Whether a content is here. */
  has(content: FileRef): Promise<boolean>;
  /**
   * Fetches a file unless it is here; who asks for the same meanwhile waits with the first. Throws what the server answers: `notFound`
   * while it has not been sent yet, `server.away` and the like; what has come by then is not fetched again.
   */
  fetch(evidenceId: string, part: EvidencePart, content: FileRef, onProgress?: (bytes: number) => void): Promise<void>;
}

export function fetchesBy(shell: EvidenceShell): Fetches {
  const underway = new Map<string, Promise<void>>();

  async function fetchAll(
    evidenceId: string,
    part: EvidencePart,
    content: FileRef,
    onProgress: (bytes: number) => void,
  ): Promise<void> {
    let at = 0;
    do {
      ({ at } = await shell.call('evidence.fetch', { evidenceId, part, content }));
      onProgress(at);
    } while (at < content.sizeBytes);
  }

  return {
    has: (content) => shell.call('evidence.has', content),
    fetch(evidenceId, part, content, onProgress = () => undefined) {
      const key = `${content.sha256} ${content.sizeBytes}`;
      const fetching =
        underway.get(key) ??
        fetchAll(evidenceId, part, content, onProgress).finally(() => {
          underway.delete(key);
        });
      underway.set(key, fetching);
      return fetching;
    },
  };
}
