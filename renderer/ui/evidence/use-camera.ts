import { useEffect, useState } from 'react';

/** Where a camera stands: `missing` none is there, `refused` it did not open, `lost` it was drawn out. */
export type CameraState = 'opening' | 'open' | 'missing' | 'refused' | 'lost';

export interface Camera {
  readonly state: CameraState;
  readonly stream: MediaStream | null;
  /** Every camera of this machine, by id. */
  readonly devices: readonly MediaDeviceInfo[];
  /** The one that is open; empty while none is. */
  readonly deviceId: string;
  choose(deviceId: string): void;
  /** Opens it again after it was refused or lost. */
  again(): void;
}

/** A photograph as large as the camera gives; a video as large as a laptop can write while it is filmed. */
const sizes = {
  photo: { width: { ideal: 4_096 }, height: { ideal: 2_160 } },
  video: { width: { ideal: 1_920 }, height: { ideal: 1_080 }, frameRate: { ideal: 30 } },
} as const;

/** A camera of this machine while the component is shown. */
export function useCamera(mode: keyof typeof sizes): Camera {
  const [wanted, setWanted] = useState({ deviceId: '', attempt: 0 });
  const [state, setState] = useState<CameraState>('opening');
  const [stream, setStream] = useState<MediaStream | null>(null);
  const [devices, setDevices] = useState<readonly MediaDeviceInfo[]>([]);

  useEffect(() => {
    let isGone = false;
    let opened: MediaStream | null = null;
    const stop = () => {
      for (const track of opened?.getTracks() ?? []) track.stop();
    };
    const open = async () => {
      setState('opening');
      const { deviceId } = wanted;
      const video = {
        ...sizes[mode],
        ...(deviceId ? { deviceId: { exact: deviceId } } : { facingMode: 'environment' }),
      };
      opened = await navigator.mediaDevices.getUserMedia({ video });
      if (isGone) return stop();
      opened.getVideoTracks()[0]?.addEventListener('ended', () => setState('lost'), { once: true });
      setStream(opened);
      setState('open');
      const all = await navigator.mediaDevices.enumerateDevices();
      setDevices(all.filter(({ kind }) => kind === 'videoinput'));
    };
    open().catch((thrown: unknown) => {
      if (!isGone) setState(isMissing(thrown) ? 'missing' : 'refused');
    });
    return () => {
      isGone = true;
      stop();
      setStream(null);
    };
  }, [wanted, mode]);

  return {
    state,
    stream,
    devices,
    deviceId: stream?.getVideoTracks()[0]?.getSettings().deviceId ?? '',
    choose: (deviceId) => setWanted(({ attempt }) => ({ deviceId, attempt })),
    again: () => setWanted(({ attempt }) => ({ deviceId: '', attempt: attempt + 1 })),
  };
}

/** True when no such device is there. */
export function isMissing(thrown: unknown): boolean {
  return thrown instanceof DOMException && ['NotFoundError', 'OverconstrainedError'].includes(thrown.name);
}
