import type { Evidence } from '../../../shared/schema/evidence.ts';
import type { Workspace } from '../workspace.ts';
import type { Originals } from './originals.ts';
import { videoFrame } from './video-frame.ts';

/** An image that is not decoded by then is left without a picture. */
const withinMs = 20_000;

/** Makes small pictures, one after the other, beside the work. */
export interface SmallPictures {
  /** Makes the picture of an original that has none, and that is on this laptop; resolves when that is done, or can't be. `content`: its bytes, where they are at hand. */
  make(evidence: Evidence, content?: Blob): Promise<void>;
  close(): void;
}

/** `calm` settles when there is time for them. */
export function smallPictures(
  workspace: Pick<Workspace, 'change'>,
  originals: Originals,
  calm: () => Promise<unknown>,
): SmallPictures {
  let worker: Worker | null = null;
  let queue: Promise<void> = Promise.resolve();
  /** One opening of the vault: what was asked for in an earlier one is not made any more. */
  let opening = 0;

  function inWorker(content: Blob): Promise<Blob | null> {
    worker ??= new Worker(new URL('./small-picture.worker.ts', import.meta.url), { type: 'module' });
    const at = worker;
    return new Promise((resolve) => {
      // What stops the worker is no picture; the next one gets a worker of its own.
      const giveUp = () => {
        clearTimeout(timer);
        at.terminate();
        if (worker === at) worker = null;
        resolve(null);
      };
      // Originals wait for their picture: none waits without end.
      const timer = setTimeout(giveUp, withinMs);
      at.onmessage = ({ data }: MessageEvent<Blob | null>) => {
        clearTimeout(timer);
        resolve(data);
      };
      at.onerror = giveUp;
      at.postMessage(content);
    });
  }

  async function pictureOf({ signed }: Evidence, content: Blob | undefined): Promise<Blob | null> {
    const { kind, mediaType, sha256, sizeBytes } = signed.record;
    const address = originals.addressOf({ sha256, sizeBytes }, mediaType);
    if (kind === 'video') return videoFrame(address);
    if (!mediaType.startsWith('image/')) return null;
    return inWorker(content ?? (await (await fetch(address)).blob()));
  }

  async function make(evidence: Evidence, content: Blob | undefined, mine: number): Promise<void> {
    await calm();
    const picture = mine === opening ? await pictureOf(evidence, content) : null;
    if (!picture || mine !== opening) return;
    const thumbnail = await originals.keepPicture(picture);
    await workspace.change('evidence', evidence.id, () => ({ thumbnail }));
  }

  return {
    make(evidence, content) {
      if (evidence.thumbnail) return Promise.resolve();
      const mine = opening;
      // Without a picture the original is none the worse.
      queue = queue.then(() => make(evidence, content, mine)).catch(() => undefined);
      return queue;
    },
    close() {
      opening += 1;
      worker?.terminate();
      worker = null;
    },
  };
}
