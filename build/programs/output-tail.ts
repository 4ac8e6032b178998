import type { Readable } from 'node:stream';

const kept = 8_000;

/** Keeps the end of what a program prints, for the message when it fails. */
export function keepTail(...streams: (Readable | null)[]): () => string {
  let tail = '';
  for (const stream of streams) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      tail = (tail + text).slice(-kept);
    });
  }
  return () => tail.trim();
}
