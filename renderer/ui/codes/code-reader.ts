import type { CodesInPicture } from './code-formats.ts';

/** A picture that takes longer is given up. */
const withinMs = 20_000;

/** Reads codes in pictures, one picture after the other, beside the work. */
export interface CodeReader {
  /** Every code in a picture, or in a frame of the camera, which is gone then; null where the picture can't be decoded. */
  read(picture: Blob | ImageBitmap): Promise<CodesInPicture | null>;
  /** What is still being read is given up, with null. */
  close(): void;
}

/** Its worker starts with the first picture, and is the one place of the window that compiles WebAssembly. */
export function codeReader(): CodeReader {
  let stop: (() => void) | null = null;
  let worker: Worker | null = null;
  let isClosed = false;
  let queue: Promise<unknown> = Promise.resolve();

  function inWorker(picture: Blob | ImageBitmap): Promise<CodesInPicture | null> {
    if (isClosed) return Promise.resolve(null);
    worker ??= new Worker(new URL('./read-codes.worker.ts', import.meta.url), { type: 'module' });
    const at = worker;
    return new Promise((resolve) => {
      const giveUp = () => {
        clearTimeout(timer);
        at.terminate();
        worker = null;
        resolve(null);
      };
      const timer = setTimeout(giveUp, withinMs);
      stop = giveUp;
      at.onmessage = ({ data }: MessageEvent<CodesInPicture | null>) => {
        clearTimeout(timer);
        resolve(data);
      };
      at.onerror = giveUp;
      at.postMessage(picture, picture instanceof ImageBitmap ? [picture] : []);
    });
  }

  return {
    read(picture) {
      const mine = queue.then(() => inWorker(picture));
      queue = mine;
      return mine;
    },
    close() {
      isClosed = true;
      stop?.();
    },
  };
}
