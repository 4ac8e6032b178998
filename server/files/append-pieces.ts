import type { FileHandle } from 'node:fs/promises';
import { writeAt } from '../../sealed/write-at.ts';

/** Writes pieces to the end of a file while more come. */
export interface Appending {
  /** How many bytes stand in the file. */
  readonly at: number;
  /** Takes a piece over; waits where many are ahead of it. Throws what an earlier write was refused with. */
  put(piece: Buffer): Promise<void>;
  /** Resolves when all that was taken stands in the file. Throws as `put`. */
  settled(): Promise<void>;
}

/** So many bytes wait for a write at most. */
const mostWaiting = 4 * 1_048_576;

/** `from`: where the file ends. What comes during a write goes with the next: a piece of the network is small, and each write takes its time. */
export function appending(handle: FileHandle, from: number): Appending {
  let at = from;
  let waiting: Buffer[] = [];
  let waitingBytes = 0;
  let running: Promise<void> | null = null;
  let fault: { readonly thrown: unknown } | null = null;

  async function run(): Promise<void> {
    try {
      while (waiting.length > 0) {
        const pieces = waiting;
        [waiting, waitingBytes] = [[], 0];
        at += await writeAt(handle, at, pieces);
      }
    } catch (thrown) {
      fault = { thrown };
    } finally {
      // In the same moment: what is put after it begins anew.
      running = null;
    }
  }

  const demandSound = () => {
    if (fault) throw fault.thrown;
  };

  return {
    get at() {
      return at;
    },
    async put(piece) {
      demandSound();
      waiting.push(piece);
      waitingBytes += piece.byteLength;
      running ??= run();
      if (waitingBytes > mostWaiting) await running;
      demandSound();
    },
    async settled() {
      await running;
      demandSound();
    },
  };
}
