import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { mostOriginalBytes } from '../../../shared/bridge/evidence.ts';
import type { Evidence } from '../../../shared/schema/evidence.ts';
import type { Recording } from '../../data/evidence/originals.ts';
import { useNotices } from '../notices.tsx';
import { useEvidenceFiles } from './evidence-files.tsx';
import { isMissing } from './use-camera.ts';

/** `opening`: the devices; `missing`: none is there; `refused`: one did not open. */
export type RecorderState = 'ready' | 'opening' | 'running' | 'saving' | 'missing' | 'refused';

export interface Recorder {
  readonly state: RecorderState;
  readonly seconds: number;
  start(): void;
  stop(): void;
}

/** What is recorded, and the way to give back the devices that were opened for it. */
export interface Source {
  readonly stream: MediaStream;
  close(): void;
}

interface RecorderParts {
  readonly caseId: string;
  readonly ties: readonly string[];
  readonly kind: 'sound' | 'video';
  readonly open: () => Promise<Source>;
  /** Called with what was recorded once it is saved. */
  readonly onSaved: (evidence: Evidence) => void;
}

const sliceMs = 1_000;
const formats = {
  sound: { mimeType: 'audio/webm;codecs=opus' },
  video: { mimeType: 'video/webm;codecs=vp8,opus', videoBitsPerSecond: 5_000_000 },
} as const;
const words = {
  sound: { saved: 'sound.saved', cut: 'sound.cut', soundLost: 'sound.soundLost' },
  video: { saved: 'video.saved', cut: 'video.cut', soundLost: 'video.soundLost' },
} as const;
/** Room for the slices that are still to come when a recording has become as long as an original may be. */
const reservedBytes = 64 * 1_048_576;

/**
 * Records sound, or a video, into a case. Whoever leaves the page while it runs saves it; where a device is drawn out, or the disk takes no more,
 * what came so far is kept.
 */
export function useRecorder({ caseId, ties, kind, open, onSaved }: RecorderParts): Recorder {
  const { t } = useTranslation('evidence');
  const { originals } = useEvidenceFiles();
  const notices = useNotices();
  const [state, setState] = useState<RecorderState>('ready');
  const [seconds, setSeconds] = useState(0);
  const running = useRef<MediaRecorder | null>(null);
  const isGone = useRef(false);

  const save = async (recording: Recording, written: Promise<void>, length: number) => {
    setState('saving');
    try {
      await written;
      const evidence = await recording.finish();
      notices.done(t(words[kind].saved, { length: lengthOf(length) }));
      onSaved(evidence);
    } catch (thrown) {
      // What is on the disk is taken over at the next start; of nothing nothing is left.
      if (length === 0) await recording.discard().catch(() => undefined);
      else notices.attention(t(words[kind].cut), []);
      notices.problem(thrown);
      setState('ready');
    }
  };

  const recordFrom = async ({ stream, close }: Source) => {
    const recorder = new MediaRecorder(stream, formats[kind]);
    const about = { caseId, kind, origin: 'recorded', fileName: '', position: null } as const;
    const recording = await originals.record({ ...about, ties: [...ties] });
    if (isGone.current) {
      close();
      return recording.discard();
    }
    let length = 0;
    let bytes = 0;
    let written: Promise<void> = Promise.resolve();
    const stop = () => recorder.state === 'recording' && recorder.stop();
    recorder.ondataavailable = ({ data }) => {
      if (data.size === 0) return;
      length += 1;
      bytes += data.size;
      setSeconds(length);
      written = recording.write(data);
      // Heard of where it is saved.
      written.catch(stop);
      if (bytes < mostOriginalBytes - reservedBytes || recorder.state !== 'recording') return;
      notices.attention(t('longest'), []);
      recorder.stop();
    };
    recorder.onstop = () => {
      close();
      running.current = null;
      void save(recording, written, length);
    };
    for (const track of stream.getTracks())
      track.addEventListener('ended', () => {
        if (recorder.state !== 'recording') return;
        notices.attention(t(track.kind === 'video' ? 'video.lost' : words[kind].soundLost), []);
        recorder.stop();
      });
    recorder.start(sliceMs);
    running.current = recorder;
    setSeconds(0);
    setState('running');
  };

  const begin = async () => {
    const source = await open();
    // Who has left while the devices opened wants no recording.
    if (isGone.current) return source.close();
    await recordFrom(source).catch((thrown: unknown) => {
      source.close();
      throw thrown;
    });
  };

  useEffect(() => {
    isGone.current = false;
    return () => {
      isGone.current = true;
      running.current?.stop();
    };
  }, []);
  return {
    state,
    seconds,
    start: () => {
      setState('opening');
      begin().catch((thrown: unknown) => {
        setState('ready');
        if (thrown instanceof DOMException) return setState(isMissing(thrown) ? 'missing' : 'refused');
        notices.problem(thrown);
      });
    },
    stop: () => running.current?.stop(),
  };
}

/** Gives back the devices of a stream. */
export function silence(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}

/** Seconds as `4:05` or `1:04:05`. */
export function lengthOf(seconds: number): string {
  const two = (part: number) => String(part).padStart(2, '0');
  const [hours, minutes] = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60];
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}
