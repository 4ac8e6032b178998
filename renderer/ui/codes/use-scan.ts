import { type RefObject, useEffect, useRef } from 'react';
import { useCodeReader } from './use-code-reader.ts';

/** A code that stays in sight is told once; out of sight for so long, it is told again. */
const forgetAfterMs = 2_000;

/** Reads what a video shows, frame by frame, while it is shown; each code is told as it comes into sight. */
export function useScan(
  video: RefObject<HTMLVideoElement | null>,
  isOpen: boolean,
  onCodes: (texts: readonly string[]) => void,
): void {
  const read = useCodeReader();
  const tell = useRef(onCodes);
  tell.current = onCodes;
  useEffect(() => {
    if (!isOpen) return;
    let isGone = false;
    const seenMs = new Map<string, number>();
    let before: readonly string[] = [];
    const look = async () => {
      const element = video.current;
      // Before its first picture a video has none to give.
      const frame = element && element.readyState >= 2 ? await createImageBitmap(element).catch(() => null) : null;
      const found = frame && !isGone ? await read(frame) : null;
      if (isGone) return;
      const nowMs = performance.now();
      const texts = (found?.codes ?? []).map(({ text }) => text);
      const isComing = (text: string) =>
        !before.includes(text) && nowMs - (seenMs.get(text) ?? Number.NEGATIVE_INFINITY) > forgetAfterMs;
      const coming = texts.filter(isComing);
      before = texts;
      for (const text of texts) seenMs.set(text, nowMs);
      if (coming.length > 0) tell.current(coming);
      requestAnimationFrame(() => void look());
    };
    void look();
    return () => {
      isGone = true;
    };
  }, [video, isOpen, read]);
}
