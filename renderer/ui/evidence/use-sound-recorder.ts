import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Evidence } from '../../../shared/schema/evidence.ts';
import type { Recording } from '../../data/evidence/originals.ts';
import { useNotices } from '../notices.tsx';
import { useEvidenceFiles } from './evidence-files.tsx';
import { isMissing } from './use-camera.ts';

/** `opening`: the microphone; `missing`: none is there; `refused`: it did not open. */
export type SoundState = 'ready' | 'opening' | 'running' | 'saving' | 'missing' | 'refused';

export interface SoundRecorder {
  readonly state: SoundState;
  readonly seconds: number;
  start(): void;
  stop(): void;
}

const sliceMs = 1_000;
const mediaType = 'audio/webm;codecs=opus';

/** Records sound into a case; `onSaved` is called with it once it is saved. Whoever leaves the page while it runs saves it. */
export function useSoundRecorder(
  about: { readonly caseId: string; readonly ties: readonly string[] },
  onSaved: (evidence: Evidence) => void,
): SoundRecorder {
  const { t } = useTranslation('evidence');
  const { originals } = useEvidenceFiles();
  const notices = useNotices();
  const [state, setState] = useState<SoundState>('ready');
  const [seconds, setSeconds] = useState(0);
  const running = useRef<MediaRecorder | null>(null);
  const isGone = useRef(false);

  const save = async (recording: Recording, written: Promise<void>, length: number) => {
    setState('saving');
    try {
      await written;
      const evidence = await recording.finish();
      notices.done(t('sound.saved', { length: lengthOf(length) }));
      onSaved(evidence);
    } catch (thrown) {
      await recording.discard().catch(() => undefined);
      notices.problem(thrown);
      setState('ready');
    }
  };

  const recordFrom = async (stream: MediaStream) => {
    const recorder = new MediaRecorder(stream, { mimeType: mediaType });
    const { caseId, ties } = about;
    const recording = await originals.record({
      ...{ caseId, kind: 'sound', origin: 'recorded', fileName: '', position: null, ties: [...ties] },
    });
    if (isGone.current) {
      silence(stream);
      return recording.discard();
    }
    let length = 0;
    let written: Promise<void> = Promise.resolve();
    recorder.ondataavailable = ({ data }) => {
      if (data.size === 0) return;
      length += 1;
      setSeconds(length);
      written = recording.write(data);
      // Heard of where it is saved.
      written.catch(() => recorder.state === 'recording' && recorder.stop());
    };
    recorder.onstop = () => {
      silence(stream);
      running.current = null;
      void save(recording, written, length);
    };
    stream.getAudioTracks()[0]?.addEventListener('ended', () => {
      if (recorder.state !== 'recording') return;
      notices.attention(t('sound.lost'), []);
      recorder.stop();
    });
    recorder.start(sliceMs);
    running.current = recorder;
    setSeconds(0);
    setState('running');
  };

  const begin = async () => {
    const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
    // Who has left while the microphone opened wants no recording.
    if (isGone.current) return silence(stream);
    await recordFrom(stream).catch((thrown: unknown) => {
      silence(stream);
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

function silence(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}

/** Seconds as `4:05` or `1:04:05`. */
export function lengthOf(seconds: number): string {
  const two = (part: number) => String(part).padStart(2, '0');
  const [hours, minutes] = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60];
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}
