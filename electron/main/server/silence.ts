import { ProblemError } from '../../../shared/problem/problem.ts';

/**
 * Passes a body through and fails it with `server.away` when nothing has come for `limitMs`: a connection that is dead
 * without a word would otherwise be waited for without end. `onEnd` is called once: true when the body came whole.
 */
export function limitSilence(
  body: ReadableStream<Uint8Array>,
  limitMs: number,
  onEnd: (isWhole: boolean) => void,
): ReadableStream<Uint8Array> {
  const reader = body.getReader();
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        let timer: ReturnType<typeof setTimeout> | undefined;
        const silence = new Promise<never>((_resolve, reject) => {
          timer = setTimeout(() => reject(new ProblemError('server.away')), limitMs);
        });
        try {
          const part = await Promise.race([reader.read(), silence]);
          if (!part.done) {
            controller.enqueue(part.value);
            return;
          }
          onEnd(true);
          controller.close();
        } catch (thrown) {
          onEnd(false);
          controller.error(thrown);
        } finally {
          clearTimeout(timer);
        }
      },
      cancel() {
        onEnd(false);
      },
    },
    { highWaterMark: 0 },
  );
}
